"""Requests that Schemathesis generates from the description of the API: whatever they hold, the server must not fail."""

import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

FOLDER = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))

from harness.registry_process import RegistryProcess, StartFailed  # noqa: E402

DESCRIPTION = FOLDER.parent.parent / "schemas" / "api" / "openapi.yaml"
CHECKS = "not_a_server_error,content_type_conformance,status_code_conformance,response_schema_conformance"
GENERATED = re.compile(r"(\d+) generated")


class Failed(Exception):
    """The server failed, or answered what its description does not have; the text is Schemathesis' report."""


def send(schemathesis, url, *, most_per_operation, seed, phases="fuzzing"):
    """One round over all operations; returns how many requests it sent."""
    # It leaves its findings where it runs.
    with tempfile.TemporaryDirectory(prefix="martlet-interop-") as folder:
        ended = subprocess.run(
            [schemathesis, "run", str(DESCRIPTION), "--url", url, "--checks", CHECKS, "--phases", phases,
             "--max-examples", str(most_per_operation), "--seed", str(seed), "--warnings", "off", "--no-color",
             "--suppress-health-check", "all", "--continue-on-failure", "--no-shrink"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=folder,
            env={**os.environ, "SCHEMATHESIS_HOOKS": "generated_values", "PYTHONPATH": str(FOLDER)})
    if ended.returncode != 0:
        raise Failed(f"with --seed {seed}:\n{ended.stdout}")
    return int(GENERATED.search(ended.stdout)[1])


def send_many(schemathesis, url, count):
    """Rounds with different seeds until so many requests were sent; returns how many. The first one also tries what
    Schemathesis finds remarkable in the description, such as the ends of ranges."""
    sent, seed = 0, 0
    while sent < count:
        seed += 1
        sent += send(
            schemathesis, url, most_per_operation=200, seed=seed, phases="coverage,fuzzing" if seed == 1 else "fuzzing")
        print(f"{sent} requests", file=sys.stderr, flush=True)
    return sent


def main():
    parser = argparse.ArgumentParser(
        prog="tools/interop/generated_requests.py", description="Called by tools/interop/run --requests.")
    parser.add_argument("--martlet", required=True)
    parser.add_argument("--schemathesis", required=True)
    parser.add_argument("--requests", type=int, required=True)
    arguments = parser.parse_args()
    with RegistryProcess(arguments.martlet, "memory", options=["--log-level", "error"]) as registry:
        try:
            sent = send_many(arguments.schemathesis, registry.url, arguments.requests)
        except Failed as failure:
            print(f"{failure}\ninterop: the server's last lines:\n{registry.log()}")
            return 1
    print(f"{sent} requests, no server error")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except StartFailed as failure:
        print(f"interop: {failure}", file=sys.stderr)
        sys.exit(1)
