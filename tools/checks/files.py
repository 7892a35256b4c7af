"""Sizes of files and names of folders."""

MOST_LINES = 400
MOST_BYTES = 1_000_000
NAMES_OF_NOTHING = {"utils", "util", "helpers", "common", "misc", "new", "legacy"}
COUNTED = {".swift", ".py", ".sh", ".c", ".h", ""}


def check(project):
    findings = []
    for path in project.files:
        if (size := path.stat().st_size) > MOST_BYTES:
            findings.append(f"{path}:1: {size} bytes: keep what is committed under 1 MB, or make it when it is needed")
        if path.suffix in COUNTED and path.parts[0] in {"Sources", "Tests", "tools"}:
            if (lines := len(project.lines(path))) > MOST_LINES:
                findings.append(f"{path}:{MOST_LINES + 1}: {lines} lines: split it by idea, {MOST_LINES} is the limit")
        for folder in path.parts[:-1]:
            if folder.lower() in NAMES_OF_NOTHING:
                findings.append(f"{path}:1: the folder {folder} says nothing: name it for what is inside")
    return findings
