"""The table of targets in ARCHITECTURE.md says the same as Package.swift."""

import pathlib
import re

from checks.imports import FOUNDATION, imports_of
from checks.project import MANIFEST

DOCUMENT = pathlib.Path("ARCHITECTURE.md")
HEADING = re.compile(r"^\|\s*target\s*\|\s*imports \(ours\)\s*\|\s*imports \(others\)\s*\|")


def check(project):
    if not DOCUMENT.is_file():
        return [f"{DOCUMENT}:1: there is no {DOCUMENT}: it explains the targets and why each exists"]
    rows = table(project)
    if not rows:
        return [f"{DOCUMENT}:1: no table of targets: write | target | imports (ours) | imports (others) |"]
    findings = []
    described = {name: target for name, target in project.targets.items()
                 if target.kind != "test" and target.kind != "system" and target.path.parts[0] == "Sources"}
    for name, target in described.items():
        if name not in rows:
            findings.append(f"{DOCUMENT}:1: the table has no row for {name}: add one")
            continue
        line, ours, others = rows[name]
        findings += difference(line, f"imports (ours) of {name}", ours, target.targets & described.keys())
        findings += difference(line, f"imports (others) of {name}", others, imported_from_others(project, target))
    findings += [f"{DOCUMENT}:{rows[name][0]}: the table has {name}, and {MANIFEST} has no such target: remove the row"
                 for name in rows.keys() - described.keys()]
    return findings


def table(project):
    """The rows by target: line number, our targets, others."""
    rows = {}
    lines = project.lines(DOCUMENT)
    start = next((number for number, line in enumerate(lines) if HEADING.match(line)), len(lines))
    for number, line in enumerate(lines[start + 2:], start + 3):
        if not line.startswith("|"):
            break
        name, ours, others = (cell.strip() for cell in line.strip().strip("|").split("|")[:3])
        rows[name.strip("`")] = (number, names(ours), names(others))
    return rows


def names(cell):
    """The names in a cell, which may explain them in parentheses or after "in": `CKafka` (system librdkafka)."""
    plain = re.sub(r"\([^)]*\)", "", cell)
    parts = (re.sub(r"\s.*", "", part.strip()) for part in re.split(r",|\band\b", plain))
    # A name without a capital is known by its backticks.
    return {part.strip("`") for part in parts if part and (part[0].isupper() or part[0] == "`")}


def imported_from_others(project, target):
    """Products, C modules, and Foundation, which is in no manifest and yet a dependency worth a word."""
    system = {name for name in target.targets if (known := project.targets.get(name)) and known.kind == "system"}
    modules = {module for path in project.swift_files(target.path) for _, module in imports_of(project, path)}
    return target.products | system | (modules & FOUNDATION)


def difference(line, cell, written, true):
    """Sentences for what is missing in a cell, and what is there without reason."""
    missing, extra = sorted(true - written), sorted(written - true)
    if missing:
        yield f"{DOCUMENT}:{line}: {cell} does not name {', '.join(missing)}, which it imports: add it"
    if extra:
        yield f"{DOCUMENT}:{line}: {cell} names {', '.join(extra)}, which it does not import: remove it"
