"""The programs that are compared: how they are built, called and read."""

import pathlib
import shutil
import subprocess
import sys
import typing

PEERS = pathlib.Path(__file__).resolve().parents[1] / "peers"
JARS = pathlib.Path("/usr/share/java")
FASTAVRO = "fastavro==1.13.1"


class Program(typing.NamedTuple):
    """`command` comes before the folder with the records. `makes` tells what a decode gives, as it differs."""

    name: str
    command: list
    makes: str
    sets: tuple = ("fresh", "hot")


MARTLET, BOUND, LIBAVRO = "Martlet", "C by hand", "libavro"


def build(folder, codec_bench, progress):
    """Builds all programs that can be built here, and says which cannot."""
    programs = [
        Program(MARTLET, [codec_bench],
                "a reused arena; views into its copy of the input; UTF-8 checked. Typed, Codable: Swift types with "
                "strings, arrays and dictionaries of their own"),
        Program(BOUND, [compiled(folder, "bound", "-O3")],
                "structs of this one schema; views into the input; UTF-8 not checked"),
        Program(LIBAVRO, [compiled(folder, "libavro", "-O2", *pkg_config("avro-c"))],
                f"a reused generic value; copied strings; UTF-8 not checked. Version {pkg_config_version('avro-c')}"),
    ]
    for prepare in (java, fastavro):
        try:
            programs.append(prepare(folder))
        except (OSError, subprocess.CalledProcessError) as problem:
            progress(f"without {prepare.__name__}: {problem}")
    return programs


def compiled(folder, name, *options):
    program = folder / name
    # The machine that Swift compiles for is an old one; a bound may use what a newer one has.
    subprocess.run(["cc", "-march=x86-64-v3", "-Wall", "-Wextra", "-o", program, PEERS / f"{name}.c", *options],
                   check=True, stdout=sys.stderr)
    return program


def pkg_config(package):
    return output("pkg-config", "--cflags", "--libs", package).split()


def pkg_config_version(package):
    return output("pkg-config", "--modversion", package)


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
    environment = folder / "environment"
    subprocess.run([sys.executable, "-m", "venv", environment], check=True, stdout=sys.stderr)
    python = environment / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", FASTAVRO], check=True,
                   stdout=sys.stderr)
    return Program("fastavro", [python, PEERS / "fastavro_codecs.py"],
                   f"Python objects, without logical types. {FASTAVRO}", sets=("hot",))


def measure(program, records, rounds, milliseconds):
    """The ns for each record of every row, one figure a round."""
    ended = subprocess.run([*program.command, records, str(rounds), str(milliseconds)], check=True,
                           capture_output=True, text=True)
    figures = {}
    for line in ended.stdout.splitlines():
        row, nanoseconds = line.split("\t")
        figures.setdefault(row, []).append(float(nanoseconds))
    return figures


def output(*command):
    if not shutil.which(command[0]):
        raise OSError(f"there is no {command[0]}: tools/setup --bench installs it")
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
