"""Text that must not be committed: places of one machine everywhere, unfinished or crashing code in Sources."""

import re

# A path from the root that exists on its author's machine only. A longer path that merely contains one is none.
MACHINE_PATH = re.compile(r"(?<![\w.~$}/-])/(?:home|Users|root|work|opt)/[\w.-]+")

CODE = [
    (re.compile(r"\b(?:TODO|FIXME|XXX)\b"), "finish it, or open an issue and name what is not done in the documents"),
    (re.compile(r"\bfatalError\("), "throw an error: nothing from outside may end the process"),
    (re.compile(r"\btry!"), "handle the error or pass it on"),
    (re.compile(r"\bas!"), "use as? and say what happens otherwise"),
    (re.compile(r"//\s*MARK:"), "let the order of the declarations, or another file, say it"),
]


def check(project):
    findings = []
    for path in project.files:
        rules = CODE if path.suffix == ".swift" and path.parts[0] == "Sources" else []
        for number, line in enumerate(project.lines(path), 1):
            if match := MACHINE_PATH.search(line):
                findings.append(f"{path}:{number}: the absolute path {match[0]}: write it relative to the checkout")
            findings += [f"{path}:{number}: {match[0]}: {advice}"
                         for rule, advice in rules if (match := rule.search(line))]
    return findings
