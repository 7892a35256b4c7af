"""A program that is compared: how it is built, called and read."""

import pathlib
import shutil
import subprocess
import sys
import typing

PEERS = pathlib.Path(__file__).resolve().parents[1] / "peers"
# The machine that Swift compiles for is an old one; what others have may use what a newer one can do.
MACHINE = "-march=x86-64-v3"


class Program(typing.NamedTuple):
    """`command` comes before the folder with the records. `makes` tells what a decode gives, as it differs."""

    name: str
    command: list
    makes: str
    sets: tuple = ("fresh", "hot")


def measure(program, records, rounds, milliseconds):
    """The ns for each record of every row, one figure a round."""
    ended = subprocess.run([*program.command, records, str(rounds), str(milliseconds)], check=True,
                           capture_output=True, text=True)
    figures = {}
    for line in ended.stdout.splitlines():
        row, nanoseconds = line.split("\t")
        figures.setdefault(row, []).append(float(nanoseconds))
    return figures


def compiled(folder, source, *options, compiler="cc"):
    """The program that a file among the peers becomes."""
    program = folder / pathlib.Path(source).stem
    subprocess.run([compiler, MACHINE, "-Wall", "-Wextra", "-o", program, PEERS / source, *options],
                   check=True, stdout=sys.stderr)
    return program


def pkg_config(package):
    return output("pkg-config", "--cflags", "--libs", package).split()


def pkg_config_version(package):
    return output("pkg-config", "--modversion", package)


def python_with(folder, *packages):
    """A Python of its own that has the packages."""
    environment = folder / "environment"
    subprocess.run([sys.executable, "-m", "venv", environment], check=True, stdout=sys.stderr)
    python = environment / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages], check=True,
                   stdout=sys.stderr)
    return python


def output(*command):
    if not shutil.which(command[0]):
        raise OSError(f"there is no {command[0]}: tools/setup --bench installs it")
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
