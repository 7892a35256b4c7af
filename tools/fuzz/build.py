"""Builds the fuzzers: our modules and the targets, each instrumented for coverage and memory errors."""

import dataclasses
import os
import pathlib
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FLAGS = [
    "-O", "-wmo", "-swift-version", "6", "-parse-as-library", "-package-name", "martlet",
    "-enable-upcoming-feature", "ExistentialAny", "-enable-upcoming-feature", "MemberImportVisibility",
    "-enable-upcoming-feature", "InternalImportsByDefault", "-sanitize=fuzzer,address", "-g",
]


@dataclasses.dataclass(frozen=True)
class Fuzzer:
    """One executable, so that who looks for faults in one format need not build the others."""

    # The folder of its targets.
    name: str
    # Our modules, in the order in which they import each other, and C modules with the libraries behind them.
    modules: tuple
    c_modules: tuple = ()
    libraries: tuple = ()
    # Its targets look into these modules.
    testable: tuple = ()
    # How long an input of each target may be: short ones are tried faster, and what goes wrong with long ones goes
    # wrong with short ones.
    lengths: dict = dataclasses.field(default_factory=dict, hash=False)


FUZZERS = [
    Fuzzer("Avro", ("SchemaCore", "Avro", "Zlib", "AvroContainer"), ("CZlib", "CSnappy", "CZstd"),
           ("-lz", "-lsnappy", "-lzstd"),
           lengths={"schema": 400, "record": 160, "resolution": 160, "typed": 160, "json": 300, "evolution": 500,
                    "container": 700, "idl": 300}),
    Fuzzer("Protobuf", ("SchemaCore", "Protobuf"), testable=("Protobuf",),
           lengths={"descriptor": 400, "proto": 500, "protochange": 500, "message": 200, "protojson": 300}),
    Fuzzer("JSONSchema", ("SchemaCore", "JSONSchema"), ("CPCRE2",), ("-lpcre2-8",), testable=("JSONSchema",),
           lengths={"jsonschema": 400, "instance": 200, "validation": 400, "jsonchange": 500, "pattern": 100,
                    "jsoncodable": 200}),
]


class BuildFailed(Exception):
    pass


def sources(folder):
    return sorted(str(path) for path in folder.rglob("*.swift"))


def newest(paths):
    return max(os.path.getmtime(path) for path in paths)


def run(command):
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode != 0:
        raise BuildFailed(result.stdout + result.stderr)


def build(fuzzer, folder):
    """Builds what is not up to date in a folder. Returns the path of the fuzzer."""
    folder.mkdir(parents=True, exist_ok=True)
    imports = ["-I", str(folder)]
    for name in fuzzer.c_modules:
        imports += ["-I", str(ROOT / "Sources" / name)]
    parts = [(name, sources(ROOT / "Sources" / name), ["-emit-module", "-emit-module-path",
                                                       str(folder / f"{name}.swiftmodule")])
             for name in fuzzer.modules]
    targets = HERE / "Targets"
    parts.append((f"{fuzzer.name}FuzzTargets", sources(targets / fuzzer.name) + sources(targets / "Entry"), []))
    objects = []
    changed = 0.0
    for name, files, options in parts:
        target = folder / f"{name}.o"
        objects.append(str(target))
        changed = max(changed, newest(files + [__file__]))
        if target.exists() and target.stat().st_mtime > changed:
            continue
        print(f"fuzz: building {name}", flush=True)
        if name in fuzzer.testable:
            options = [*options, "-enable-testing"]
        run(["swiftc", *FLAGS, *imports, *options, "-module-name", name, "-c", "-o", str(target), *files])
        # The compiler leaves a file alone that would not change.
        target.touch()
    executable = folder / f"{fuzzer.name}-fuzzer"
    if not executable.exists() or executable.stat().st_mtime < newest(objects):
        run(["swiftc", "-sanitize=fuzzer,address", "-o", str(executable), *objects, *fuzzer.libraries])
    return executable
