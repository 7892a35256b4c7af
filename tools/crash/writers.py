"""Clients that register schemas, and change everything else, as fast as the server answers, until it is gone."""

import http.client
import json
import random
import threading

from crash.changes import Changes
from harness.registry_connection import RegistryConnection


class Writers:
    """Several threads, each with one connection. Errors other than the lost connection end the run."""

    def __init__(self, url, ledger, cells, round_number, count, seed):
        self._url = url
        self._ledger = ledger
        self._cells = cells
        self._round = round_number
        self._acknowledged = [0] * count
        self._failures = []
        self._threads = [
            threading.Thread(target=self._write, args=(index, random.Random(f"{seed} {index}")), daemon=True)
            for index in range(count)]

    def start(self):
        for thread in self._threads:
            thread.start()

    def finish(self):
        """Waits for the threads, which end because the server was killed; returns the acknowledged registrations."""
        for thread in self._threads:
            thread.join()
        if self._failures:
            raise self._failures[0]
        return sum(self._acknowledged)

    def _write(self, index, chance):
        try:
            with RegistryConnection(self._url) as connection:
                changes = Changes(connection, self._cells, f"round-{self._round}-writer-{index}", chance)
                for subject, schema in self._registrations(index, chance):
                    if chance.random() < 0.3:
                        changes.make_one()
                    self._ledger.note_try(subject, schema)
                    answer = connection.register(subject, schema)
                    self._ledger.note_acknowledged(subject, schema, answer)
                    self._acknowledged[index] += 1
        except (OSError, http.client.HTTPException, json.JSONDecodeError):
            return  # The server was killed. An answer cut short is not an acknowledgement.
        except Exception as failure:  # Handed to the main thread, which reports it.
            self._failures.append(failure)

    def _registrations(self, index, chance):
        """New versions of a few subjects of this writer; now and then a known text under another subject."""
        number = 0
        while True:
            number += 1
            subject = f"round-{self._round}-writer-{index}-{chance.randrange(3)}"
            schema = record_schema(f"R{self._round}W{index}N{number}", field_count=chance.randrange(1, 12))
            yield subject, schema
            if chance.random() < 0.1:
                yield f"{subject}-shared", schema


def record_schema(name, field_count):
    """An Avro record in the registry's canonical spacing, so that the text comes back as it was sent."""
    fields = [{"name": f"field{index}", "type": "string"} for index in range(field_count)]
    return json.dumps({"type": "record", "name": name, "fields": fields}, separators=(",", ":"))
