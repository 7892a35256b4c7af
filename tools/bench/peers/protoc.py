"""Measures the compiler protoc as a process: the ns of CPU time that it takes to parse and link a set of schemas.

    protoc.py FOLDER ROUNDS MILLISECONDS
"""

import pathlib
import resource
import subprocess
import sys


def main():
    schemas = pathlib.Path(sys.argv[1]) / "schemas" / "set"
    files = sorted(schemas.glob("*.proto"))
    for _ in range(int(sys.argv[2])):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(["protoc", "-I", schemas, "--descriptor_set_out=/dev/null", *files], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(f"schemas/link\t{seconds * 1e9}")


if __name__ == "__main__":
    main()
