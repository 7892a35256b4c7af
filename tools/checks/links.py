"""Relative links in Markdown files lead to a file, and to a heading in it when they name one."""

import re
import urllib.parse

LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
ELSEWHERE = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def check(project):
    findings = []
    for path in project.files:
        if path.suffix != ".md":
            continue
        for number, line in prose(project.lines(path)):
            for link in LINK.findall(re.sub(r"`[^`]*`", "", line)):
                if not ELSEWHERE.match(link) and (what := problem(project, path, link)):
                    findings.append(f"{path}:{number}: the link {link} {what}")
    return findings


def prose(lines):
    """The numbered lines outside fenced code."""
    fenced = False
    for number, line in enumerate(lines, 1):
        if line.lstrip().startswith("```"):
            fenced = not fenced
        elif not fenced:
            yield number, line


def problem(project, path, link):
    place, _, heading = urllib.parse.unquote(link).partition("#")
    if place.startswith("/"):
        return "starts at the root of a machine: make it relative to this file"
    target = path.parent / place if place else path
    if not target.exists():
        return "leads nowhere: correct it, or add the file"
    if heading and target.suffix == ".md" and heading not in anchors(project.lines(target)):
        return f"names a heading that {target} does not have: correct it"
    return None


def anchors(lines):
    """The names that headings get: lower case, no punctuation, hyphens for spaces, numbered when repeated."""
    found = set()
    for _, line in prose(lines):
        if match := re.match(r"#{1,6}\s+(.*?)\s*#*$", line):
            base = re.sub(r"[^\w\- ]", "", match[1].lower()).replace(" ", "-")
            name, count = base, 0
            while name in found:
                count += 1
                name = f"{base}-{count}"
            found.add(name)
    return found
