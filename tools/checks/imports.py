"""Each target imports what Package.swift lets it, all of that, and nothing that its place in the design forbids."""

import re

from checks.project import MANIFEST

IMPORT = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?"
    r"import\s+(?:(?:typealias|struct|class|enum|protocol|let|var|func)\s+)?(\w+)")

# Modules that come with the toolchain and are in no manifest.
TOOLCHAIN = {"Swift", "Synchronization", "Foundation", "FoundationEssentials", "Dispatch", "Glibc", "Musl", "Darwin",
             "Testing", "XCTest", "RegexBuilder", "Observation", "Builtin", "PackagePlugin"}
FOUNDATION = {"Foundation", "FoundationEssentials"}

FORMATS = {"Avro", "Protobuf", "JSONSchema"}
STORES = {"SQLiteStorage", "PostgresStorage", "KafkaStorage"}
NETWORK = re.compile(r"^(?:NIO|HTTP|Hummingbird|AsyncHTTPClient|ServiceLifecycle)")

# Which targets of Sources may import a package's modules; tests may import what they test with.
ONLY = [
    (re.compile(r"^Hummingbird(?!Testing)"), {"RegistryServer", "RegistryTesting"}),
    (re.compile(r"^HummingbirdTesting"), {"RegistryTesting"}),
    (re.compile(r"^AsyncHTTPClient"), {"RegistryClient"}),
    (re.compile(r"^GRDB"), {"SQLiteStorage"}),
]


def check(project):
    findings = []
    importers = {}
    for target in project.targets.values():
        imported = set()
        for path in project.swift_files(target.path):
            for number, module in imports_of(project, path):
                imported.add(module)
                findings += [f"{path}:{number}: {what}" for what in objections(project, target, path, module)]
        for module in imported & project.targets.keys():
            importers.setdefault(module, set()).add(target.name)
        findings += unused(project, target, imported)
    for target in project.targets.values():
        who = importers.get(target.name, set())
        if target.kind == "system" and len(who) != 1:
            findings.append(f"{MANIFEST}:{project.manifest_line(target)}: {target.name} is imported by {listed(who)}: "
                            "a C module has exactly one importer, the target that wraps it")
    return findings


def imports_of(project, path):
    """The line and module of each import in a file."""
    for number, line in enumerate(project.lines(path), 1):
        if match := IMPORT.match(line):
            yield number, match[1]


def objections(project, target, path, module):
    """What is wrong with one import, in words."""
    if module not in TOOLCHAIN | target.products | target.targets:
        yield (f"{target.name} imports {module}, which is not among its dependencies in Package.swift: "
               "add it there, if the design allows it, or do without")
    if target.kind == "test":
        return
    if target.name == "SchemaCore" or target.name in FORMATS:
        if NETWORK.match(module):
            yield f"{target.name} imports {module}: the base and the formats know no network, move this to an edge"
        if module in FORMATS:
            yield f"{target.name} imports {module}: no format imports another, move what both need to SchemaCore"
        if module in FOUNDATION and not (module == "FoundationEssentials" and {"Codable", "Logical"} & set(path.parts)):
            yield (f"{target.name} imports {module}: the base and the formats do without Foundation "
                   "(FoundationEssentials in a format's folders Codable and Logical only)")
    if target.name == "Registry" and (module in FORMATS | STORES or NETWORK.match(module)):
        yield f"Registry imports {module}: the domain knows no format, store or network, pass a value in instead"
    for rule, allowed in ONLY:
        if rule.match(module) and target.name not in allowed and target.path.parts[0] == "Sources":
            yield f"{target.name} imports {module}: only {listed(allowed)} may, call it instead"


def unused(project, target, imported):
    """Arrows of the manifest that no import needs; one to an executable serves to run it."""
    executables = {name for name, known in project.targets.items() if known.kind == "executable"}
    if not project.swift_files(target.path):
        return
    for name in sorted((target.products | target.targets) - imported - executables):
        yield (f"{MANIFEST}:{project.manifest_line(target)}: {target.name} depends on {name} and no file of "
               f"{target.path} imports it: remove the dependency")


def listed(names):
    return " and ".join(sorted(names)) or "no target"
