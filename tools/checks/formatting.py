"""swift format, with the rules of .swift-format, finds nothing to change."""

import os
import re
import subprocess

from checks.project import Unreadable

FINDING = re.compile(r"^(?P<path>.+?):(?P<line>\d+):\d+: (?:error|warning): (?P<what>.+)$")


def check(project):
    files = [str(path) for path in project.files if path.suffix == ".swift"]
    command = ["swift", "format", "lint", "--strict", "--parallel", "--configuration", ".swift-format", *files]
    try:
        ended = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    except FileNotFoundError:
        raise Unreadable("there is no 'swift' on PATH; tools/setup says how to get it") from None
    found = [match for line in ended.stderr.splitlines() if (match := FINDING.match(line))]
    if ended.returncode and not found:
        raise Unreadable(f"swift format failed: {ended.stderr.strip()}")
    return [f"{os.path.relpath(match['path'])}:{match['line']}: {match['what']}: "
            f"run swift format -i --configuration .swift-format {os.path.relpath(match['path'])}" for match in found]
