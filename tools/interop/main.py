"""Starts the registry and the broker, runs every check against them, and counts."""

import argparse
import pathlib
import sys
import tempfile
import time
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from harness.broker_process import BrokerProcess  # noqa: E402
from harness.registry_process import RegistryProcess, StartFailed  # noqa: E402
from interop import api_checks, cli_checks, container_checks, encryption_checks, matrix_checks  # noqa: E402
from interop import protobuf_message_checks, protobuf_serializer_checks, registry_checks  # noqa: E402
from interop import serializer_checks  # noqa: E402
from interop.surroundings import Surroundings  # noqa: E402


def parse_arguments():
    parser = argparse.ArgumentParser(prog="tools/interop/main.py", description="Called by tools/interop/run.")
    parser.add_argument("--martlet", required=True)
    parser.add_argument("--broker", required=True, help="the broker's executable")
    parser.add_argument("--libraries", required=True, help="where a librdkafka is that speaks with this broker")
    parser.add_argument("--schemathesis", required=True, help="its executable")
    parser.add_argument("--only", default="", help="run only the checks whose name contains this")
    return parser.parse_args()


def run(check, surroundings):
    """One check; returns whether it passed."""
    started = time.monotonic()
    try:
        check.function(surroundings)
    except Exception:  # Whatever the client throws is a failed check, and the next one still runs.
        print(f"FAIL  {check.name}\n{traceback.format_exc()}", flush=True)
        return False
    print(f"ok    {check.name} ({time.monotonic() - started:.1f} s)", flush=True)
    return True


def main():
    arguments = parse_arguments()
    checks = [check for module in (registry_checks, api_checks, serializer_checks, protobuf_serializer_checks,
                                   protobuf_message_checks, cli_checks, matrix_checks, container_checks,
                                   encryption_checks)
              for check in module.checks if arguments.only in check.name]
    environment = {"LD_LIBRARY_PATH": arguments.libraries}
    with (RegistryProcess(arguments.martlet, "memory", environment=environment) as registry,
          BrokerProcess(arguments.broker) as broker,
          tempfile.TemporaryDirectory(prefix="martlet-interop-") as folder):
        surroundings = Surroundings(registry.url, broker.address, arguments.martlet, environment, folder,
                                   arguments.schemathesis)
        results = [run(check, surroundings) for check in checks]
        if not all(results):
            print(f"interop: the server's last lines:\n{registry.log()}", file=sys.stderr)
    print(f"{sum(results)} passed, {results.count(False)} failed")
    return 0 if results and all(results) else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (StartFailed, RuntimeError) as failure:
        print(f"interop: {failure}", file=sys.stderr)
        sys.exit(1)
