"""What the checks look at: the files that are, or would be, committed, and the targets of Package.swift."""

import functools
import json
import pathlib
import re
import subprocess

MANIFEST = pathlib.Path("Package.swift")


class Unreadable(Exception):
    """The project cannot be looked at, for example because a program is missing."""


class Target:
    """One target of Package.swift."""

    def __init__(self, description):
        self.name = description["name"]
        self.kind = description["type"]
        # A product and the one module that a client imports from it have the same name in all that we use.
        self.products, self.targets = set(), set()
        for dependency in description["dependencies"]:
            [(how, value)] = dependency.items()
            (self.products if how == "product" else self.targets).add(value[0])
        folder = "Tests" if self.kind == "test" else "Sources"
        self.path = pathlib.Path(description.get("path") or f"{folder}/{self.name}")


class Project:
    """Read from the current directory, which is the root of the checkout."""

    @functools.cached_property
    def files(self):
        # Git refuses a checkout of another user, such as a person's that root tests, unless it is told to trust it.
        trusted = f"safe.directory={pathlib.Path.cwd()}"
        listed = run("git", "-c", trusted, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
        return sorted(path for name in listed.split("\0") if name and (path := pathlib.Path(name)).is_file())

    @functools.cached_property
    def targets(self):
        # The lock is ignored because nothing is written: a build may be running in another window.
        manifest = json.loads(run("swift", "package", "--ignore-lock", "dump-package"))
        return {target["name"]: Target(target) for target in manifest["targets"]}

    def swift_files(self, folder):
        return [path for path in self.files if path.suffix == ".swift" and path.is_relative_to(folder)]

    @functools.cache
    def lines(self, path):
        """The lines of a text file; none for a file that is not text."""
        try:
            return path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            return []

    def manifest_line(self, target):
        """Where Package.swift declares the target: a line that begins with its name, alone or in a call."""
        is_test = target.kind == "test"
        name = f'of: "{target.name.removesuffix("Tests")}"' if is_test else f'(?:name: )?"{target.name}"'
        declaration = re.compile(rf"^\s*(?:(?:module|tests|\.systemLibrary|\.\w+[tT]arget)\()?{name}")
        return next((number for number, line in enumerate(self.lines(MANIFEST), 1) if declaration.match(line)), 1)


def run(*command):
    """The output of a command that must succeed."""
    try:
        ended = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    except FileNotFoundError:
        raise Unreadable(f"there is no '{command[0]}' on PATH; tools/setup says how to get it") from None
    if ended.returncode:
        raise Unreadable(f"'{' '.join(command)}' failed: {ended.stderr.strip()}")
    return ended.stdout
