"""What nodes keep their log in: each kind is started empty, and says how it may fail."""

from harness.broker_process import BrokerProcess, broker_environment
from harness.postgres_process import PostgresProcess

# The broker counts an offset as given before the record stands there. With several threads a reader may get the next
# record first, and never that one: what Kafka rules out.
ONE_THREAD = {"TOKIO_WORKER_THREADS": "1"}


class Database:
    """A database of PostgreSQL. A context manager."""

    # What a node needs in its environment.
    environment = {}

    def __enter__(self):
        self._server = PostgresProcess().start()
        self._server.make_database("registry")
        self.port = self._server.port
        self.url = f"postgres://martlet@127.0.0.1:{self.port}/registry"
        # How each fault begins and how it ends.
        self.faults = {"crash database": (self._server.crash, self._server.start)}
        return self

    def __exit__(self, *_):
        self._server.__exit__()


class Topic:
    """A topic of a Kafka broker, which keeps all in memory and so cannot crash. A context manager."""

    def __enter__(self):
        installed = broker_environment()
        self.environment = {"LD_LIBRARY_PATH": installed["MARTLET_KAFKA_LIBRARIES"]}
        self._broker = BrokerProcess(installed["MARTLET_BROKER"], environment=ONE_THREAD).__enter__()
        self.port = self._broker.port
        self.url = f"kafka://{self._broker.address}/registry"
        self.faults = {"pause broker": (self._broker.pause, self._broker.resume)}
        return self

    def __exit__(self, *_):
        self._broker.__exit__()


STORES = {"postgres": Database, "kafka": Topic}
