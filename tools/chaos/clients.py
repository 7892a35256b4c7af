"""Clients that work on all nodes at once, whatever happens to those."""

import http.client
import json
import threading
import time
import urllib.parse

from chaos.history import Operation
from harness.registry_connection import MEDIA_TYPE

# Deleted from, and of any shape.
FREE = [f"free-{number}" for number in range(3)]
# Never deleted from, with the level BACKWARD: the versions must form a compatible row.
STRICT = [f"strict-{number}" for number in range(3)]
# Whose level is changed all the time.
CONFIGURED = [f"configured-{number}" for number in range(2)]
LEVELS = ["NONE", "BACKWARD", "FORWARD", "FULL", "BACKWARD_TRANSITIVE"]


class Client:
    """One thread's requests: each to a node of its choice, each noted with its outcome."""

    def __init__(self, number, cluster, history, chance):
        self._number = number
        self._cluster = cluster
        self._history = history
        self._chance = chance
        self._made = 0

    def work_until(self, end):
        actions = [(self._register_strict, 5), (self._register_free, 4), (self._read_latest, 6), (self._delete, 2),
                   (self._delete_for_good, 1), (self._configure, 1), (self._read_by_id, 3)]
        names, weights = zip(*actions)
        while time.monotonic() < end:
            node = self._chance.choice(self._cluster.nodes)
            url = node.url
            if url is None:
                time.sleep(0.02)
                continue
            self._chance.choices(names, weights)[0](node.number, url)

    def _register_strict(self, node, url):
        """Each schema has a field without a default that no other has, or only defaults: of two that race with such
        a field, the second to be decided must be refused."""
        self._made += 1
        own = {"name": f"f{self._number}x{self._made}", "type": "string"}
        if self._chance.random() < 0.7:
            own["default"] = ""
        subject = self._chance.choice(STRICT)
        registered = self._register(node, url, subject, record("Strict", [own]))
        if registered.outcome == "ok":
            # Whoever has written must see it on that node.
            self._read(node, url, "read own", subject, registered.version)

    def _register_free(self, node, url):
        self._made += 1
        # Some texts are sent by everybody, so that several nodes must find one id for them.
        name = f"Common{self._chance.randrange(20)}" if self._chance.random() < 0.5 else f"C{self._number}N{self._made}"
        self._register(node, url, self._chance.choice(FREE), record(name, []))

    def _register(self, node, url, subject, schema):
        operation = Operation("register", node, subject, time.monotonic(), schema=schema)
        answer = self._send(operation, url, "POST", f"/subjects/{subject}/versions", {"schema": schema})
        if operation.outcome == "ok":
            operation.id, operation.version = answer["id"], answer.get("version")
            if operation.version is None:
                operation.outcome, operation.detail = "refused", f"an answer without a version: {answer}"
        return operation

    def _read_latest(self, node, url):
        self._read(node, url, "read latest", self._chance.choice(STRICT), "latest")

    def _read(self, node, url, name, subject, version):
        operation = Operation(name, node, subject, time.monotonic(), version=version if name == "read own" else None)
        answer = self._send(operation, url, "GET", f"/subjects/{subject}/versions/{version}", None)
        if operation.outcome == "ok":
            operation.version, operation.id, operation.schema = answer["version"], answer["id"], answer["schema"]

    def _read_by_id(self, node, url):
        operation = Operation("read by id", node, "", time.monotonic(), id=self._chance.randrange(1, 200))
        answer = self._send(operation, url, "GET", f"/schemas/ids/{operation.id}", None)
        if operation.outcome == "ok":
            operation.schema = answer["schema"]

    def _delete(self, node, url):
        operation = Operation("delete", node, self._chance.choice(FREE), time.monotonic())
        version = self._send(operation, url, "DELETE", f"/subjects/{operation.subject}/versions/latest", None)
        operation.version = version

    def _delete_for_good(self, node, url):
        operation = Operation("delete for good", node, self._chance.choice(FREE), time.monotonic(),
                              version=self._chance.randrange(1, 40))
        path = f"/subjects/{operation.subject}/versions/{operation.version}"
        self._send(operation, url, "DELETE", path + "?permanent=true", None)

    def _configure(self, node, url):
        operation = Operation("configure", node, self._chance.choice(CONFIGURED), time.monotonic(),
                              detail=self._chance.choice(LEVELS))
        self._send(operation, url, "PUT", f"/config/{operation.subject}", {"compatibility": operation.detail})

    def _send(self, operation, url, method, path, body):
        """Sends one request on a connection of its own, and notes how it ended."""
        answer = None
        address = urllib.parse.urlsplit(url)
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=20)
        try:
            encoded = None if body is None else json.dumps(body)
            connection.request(method, path, encoded, {"Content-Type": MEDIA_TYPE} if body is not None else {})
            response = connection.getresponse()
            content = response.read()
            if response.status == 200:
                answer = json.loads(content)
                operation.outcome = "ok"
            else:
                operation.outcome = "refused" if response.status < 500 else "unknown"
                operation.detail = operation.detail or content.decode(errors="replace")[:300]
        except (OSError, http.client.HTTPException, json.JSONDecodeError) as failure:
            operation.detail = operation.detail or repr(failure)
        finally:
            connection.close()
        operation.ended = time.monotonic()
        self._history.add(operation)
        return answer


def work(cluster, history, count, seconds, chances):
    """Starts the clients; returns a function that waits for them."""
    end = time.monotonic() + seconds
    failures = []

    def run(client):
        try:
            client.work_until(end)
        except Exception as failure:  # Handed to the main thread, which reports it.
            failures.append(failure)

    threads = [threading.Thread(target=run, args=(Client(number, cluster, history, chance),), daemon=True)
               for number, chance in zip(range(count), chances)]
    for thread in threads:
        thread.start()

    def wait():
        for thread in threads:
            thread.join()
        if failures:
            raise failures[0]

    return wait


def record(name, fields):
    """An Avro record in the registry's own spacing, so that the text comes back as it was sent."""
    return json.dumps({"type": "record", "name": name, "fields": fields}, separators=(",", ":"))
