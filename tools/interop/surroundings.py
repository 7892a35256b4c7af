"""What every check needs: clients of the running registry and broker, fresh topics, and the martlet command."""

import itertools
import json
import os
import pathlib
import subprocess
import time

from confluent_kafka import Consumer, KafkaError, KafkaException, Producer, TopicPartition
from confluent_kafka.admin import AdminClient, NewTopic
from confluent_kafka.schema_registry import SchemaRegistryClient

from harness.registry_process import RegistryProcess

TIMEOUT = 30


class Surroundings:
    """One registry, one broker, one binary, for the whole run. Checks keep apart by their own topics and subjects."""

    def __init__(self, registry_url, brokers, martlet, environment, folder, schemathesis):
        self._folder = pathlib.Path(folder)
        self.registry_url = registry_url
        self.schemathesis = schemathesis
        self.brokers = brokers
        self._admin = AdminClient({"bootstrap.servers": brokers, "log_level": 2})
        self._martlet = martlet
        self.environment = {**os.environ, **environment, "MARTLET_REGISTRY": registry_url}
        self._numbers = itertools.count(1)

    def registry(self):
        """A client with empty caches, so that an answer comes from the server."""
        return SchemaRegistryClient({"url": self.registry_url})

    def other_registry(self):
        """A registry of its own for a check that changes what holds for all."""
        return RegistryProcess(self._martlet, "memory", environment=self.environment)

    def subject(self, name):
        return f"{name}-{next(self._numbers)}"

    def topic(self, name):
        """Creates a topic with one partition, so that records keep their order."""
        topic = f"{name}-{next(self._numbers)}"
        self._admin.create_topics([NewTopic(topic, 1, 1)])[topic].result(TIMEOUT)
        return topic

    def register_by_martlet(self, subject, schema):
        """Registers a schema text with the martlet command; returns the id, which must be all that is printed."""
        output = self.martlet("schema", "register", subject, self.file("schema.avsc", schema))
        assert output.strip().isdigit(), f"the id alone is printed, not {output!r}"
        return int(output)

    def check_by_martlet(self, subject, schema, expected):
        return self.martlet("check", self.file("schema.avsc", schema), "--subject", subject, expected=expected)

    def file(self, name, content=None):
        """The path of a file of its own for one check, with a text in it if there is one."""
        file = self._folder / f"{next(self._numbers)}-{name}"
        if content is not None:
            file.write_text(content)
        return str(file)

    def produce(self, topic, messages):
        """Sends (key, value, headers) and waits for every acknowledgement."""
        failures = []
        producer = Producer({"bootstrap.servers": self.brokers})
        for key, value, headers in messages:
            producer.produce(topic, value, key, headers=headers,
                             on_delivery=lambda error, _: failures.append(error) if error else None)
        assert producer.flush(TIMEOUT) == 0, "not every record was acknowledged in time"
        assert not failures, failures

    def consume(self, topic, count):
        """The first records of partition 0: assigned, because joining a group takes seconds."""
        consumer = Consumer({"bootstrap.servers": self.brokers, "group.id": "interop", "enable.auto.commit": False})
        try:
            consumer.assign([TopicPartition(topic, 0, 0)])
            messages, deadline = [], time.monotonic() + TIMEOUT
            while len(messages) < count:
                assert time.monotonic() < deadline, f"{len(messages)} of {count} records came within {TIMEOUT} s"
                if (message := consumer.poll(1)) is None:
                    continue
                if message.error() and message.error().code() != KafkaError._PARTITION_EOF:
                    raise KafkaException(message.error())
                messages.append(message)
            return messages
        finally:
            consumer.close()

    def martlet(self, *arguments, text="", expected=0):
        """Runs the command with a text as input; returns its output, after checking the exit code."""
        ended = subprocess.run(
            [self._martlet, *arguments], input=text, capture_output=True, text=True, timeout=TIMEOUT * 2,
            env=self.environment)
        assert ended.returncode == expected, (
            f"martlet {' '.join(arguments)} ended with {ended.returncode}, not {expected}: {ended.stderr}")
        return ended.stdout

    def martlet_consume(self, topic, count, *options):
        """The values that `martlet consume` prints, as JSON."""
        output = self.martlet("consume", topic, "--brokers", self.brokers, "--count", str(count),
                              *options)
        return [json.loads(line) for line in output.splitlines()]

    def martlet_produce(self, topic, text, *options):
        self.martlet("produce", topic, "--brokers", self.brokers, *options, text=text)


def json_lines(records):
    return "".join(json.dumps(record) + "\n" for record in records)
