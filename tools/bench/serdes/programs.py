"""The programs that records with frames are compared with."""

import subprocess

from bench.codecs.program import PEERS, Program, python_with

MARTLET, CODEC, CLIENT = "Martlet", "codec alone", "Python client"
PACKAGES = ["confluent-kafka[avro,schemaregistry]==2.16.0"]


def build(folder, serde_bench, _, progress):
    """Builds all programs that can be built here, and says which cannot."""
    programs = [
        Program(MARTLET, [serde_bench],
                "Swift types with strings and arrays of their own, from and to bytes with a frame. Ready: the "
                "functions that never wait; await: those that might"),
        Program(CODEC, ["env", "SERDE_ROWS=codec", serde_bench], "the same, from and to bytes without a frame"),
    ]
    try:
        python = python_with(folder, *PACKAGES)
        programs.append(Program(CLIENT, [python, PEERS / "confluent_serializers.py"],
                                f"Python objects, with a registry within the process. {PACKAGES[0]}", sets=("hot",)))
    except (OSError, subprocess.CalledProcessError) as problem:
        progress(f"without the Python client: {problem}")
    return programs
