"""A server whose disk becomes full, and gets room again."""

import os
import subprocess
import sys
import tempfile
import time

from harness.registry_connection import RegistryConnection, RegistryRefused
from harness.registry_process import RegistryProcess

PADDING = "x" * 20_000
PATIENCE = 5  # seconds for a refusal


class FullDisk:
    """A file system in memory with little room, for which one must be root."""

    def __init__(self, martlet):
        self._martlet = martlet
        self._folder = tempfile.mkdtemp(prefix="martlet-full-disk-")

    def problems(self):
        """What went wrong; nothing, with a word about it, where no file system can be mounted."""
        if not self._mount("size=2m"):
            print("full disk: not tried, as no file system can be mounted here", file=sys.stderr)
            os.rmdir(self._folder)
            return []
        try:
            problems = self._fill()
        finally:
            subprocess.run(["umount", self._folder], check=True)
            os.rmdir(self._folder)
        print(f"full disk: {len(problems)} problems", flush=True)
        return [f"full disk: {problem}" for problem in problems]

    def _mount(self, options):
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", self._folder]
        return subprocess.run(command, capture_output=True).returncode == 0

    def _fill(self):
        store = f"sqlite:{self._folder}/registry.db"
        server = RegistryProcess(self._martlet, store).wait_until_serving()
        try:
            with RegistryConnection(server.url) as connection:
                stored, problems = self._until_full(connection)
                problems += self._unlike(connection, stored)
                subprocess.run(["mount", "-o", "remount,size=16m", self._folder], check=True)
                for number in range(1000, 1010):
                    stored[number] = self._register(connection, number)["id"]
                problems += self._unlike(connection, stored)
        finally:
            server.kill()
        with RegistryProcess(self._martlet, store) as restarted, RegistryConnection(restarted.url) as connection:
            return problems + self._unlike(connection, stored)

    def _until_full(self, connection):
        """Registers until the disk is full; the ids by number, and what is wrong with the refusals."""
        stored, problems, refusals = {}, [], 0
        for number in range(1, 1000):
            started = time.monotonic()
            try:
                stored[number] = self._register(connection, number)["id"]
            except RegistryRefused as refusal:
                refusals += 1
                if refusal.status != 500 or "50001" not in str(refusal) or "disk is full" not in str(refusal):
                    problems.append(f"refused with other words: {refusal}")
                if time.monotonic() - started > PATIENCE:
                    problems.append(f"refused after {time.monotonic() - started:.1f} s")
                if refusals == 5:
                    return stored, problems
        return stored, problems + ["the disk never became full"]

    def _register(self, connection, number):
        return connection.register(f"s{number}", self._schema(number))

    def _schema(self, number):
        return f'{{"type":"fixed","name":"F{number}","doc":"{PADDING}","size":1}}'

    def _unlike(self, connection, stored):
        """How the registry differs from what was acknowledged."""
        subjects = set(connection.get("/subjects"))
        problems = [f"{subject} is there, or not, against the answer" for subject in
                    subjects ^ {f"s{number}" for number in stored}]
        for number, schema_id in stored.items():
            if f'"F{number}"' not in connection.get(f"/schemas/ids/{schema_id}")["schema"]:
                problems.append(f"id {schema_id} has another schema")
        if len(set(stored.values())) != len(stored):
            problems.append("an id was given out twice")
        return problems
