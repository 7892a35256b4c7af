"""Connections that end elsewhere than where a process wanted them, for one process each."""

import pathlib


class RedirectedConnections:
    """What a process sends to one port of 127.0.0.1 goes to another."""

    source = pathlib.Path(__file__).with_name("redirected_connections.c")

    def __init__(self, from_port, to_port):
        self.settings = {"MARTLET_TEST_ROUTE": f"{from_port}:{to_port}"}
