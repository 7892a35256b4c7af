"""The programs that the Avro codec is compared with."""

import pathlib
import subprocess
import sys

from bench.codecs.program import (PEERS, Program, compiled, pkg_config, pkg_config_version, python_with)

JARS = pathlib.Path("/usr/share/java")
FASTAVRO = "fastavro==1.13.1"
MARTLET, BOUND, LIBAVRO = "Martlet", "C by hand", "libavro"


def build(folder, codec_bench, _, progress):
    """Builds all programs that can be built here, and says which cannot."""
    programs = [
        Program(MARTLET, [codec_bench],
                "a reused arena; views into its copy of the input; UTF-8 checked. Typed, Codable: Swift types with "
                "strings, arrays and dictionaries of their own"),
        Program(BOUND, [compiled(folder, "bound.c", "-O3")],
                "structs of this one schema; views into the input; UTF-8 not checked"),
        Program(LIBAVRO, [compiled(folder, "libavro.c", "-O2", *pkg_config("avro-c"))],
                f"a reused generic value; copied strings; UTF-8 not checked. Version {pkg_config_version('avro-c')}"),
    ]
    for prepare in (java, fastavro):
        try:
            programs.append(prepare(folder))
        except (OSError, subprocess.CalledProcessError) as problem:
            progress(f"without {prepare.__name__}: {problem}")
    return programs


def java(folder):
    names = ["avro", "jackson-core-asl", "jackson-mapper-asl", "slf4j-api", "slf4j-nop"]
    path = ":".join(str(JARS / f"{name}.jar") for name in names)
    if not (JARS / "avro.jar").exists():
        raise OSError("there is no libavro-java: tools/setup --bench installs it")
    classes = folder / "classes"
    subprocess.run(["javac", "-cp", path, "-d", classes, PEERS / "JavaCodecs.java"], check=True, stdout=sys.stderr)
    version = ", ".join(jar.stem.removeprefix("avro-") for jar in JARS.glob("avro-[0-9]*.jar"))
    # The compiler works in the foreground, so that rows do not depend on when it is done.
    return Program("Avro Java", ["java", "-Xbatch", "-cp", f"{path}:{classes}", "JavaCodecs"],
                   f"a reused generic record; copied strings; UTF-8 not checked. Version {version}")


def fastavro(folder):
    return Program("fastavro", [python_with(folder, FASTAVRO), PEERS / "fastavro_codecs.py"],
                   f"Python objects, without logical types. {FASTAVRO}", sets=("hot",))
