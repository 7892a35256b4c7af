"""Builds the fuzzer: our modules and the targets, each instrumented for coverage and memory errors."""

import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
# In the order in which they import each other.
MODULES = ["SchemaCore", "Avro", "AvroContainer", "Protobuf"]
# The targets look into these.
TESTABLE = {"Protobuf"}
C_MODULES = ["CZlib", "CSnappy", "CZstd"]
LIBRARIES = ["-lz", "-lsnappy", "-lzstd"]
FLAGS = [
    "-O", "-wmo", "-swift-version", "6", "-parse-as-library", "-package-name", "martlet",
    "-enable-upcoming-feature", "ExistentialAny", "-enable-upcoming-feature", "MemberImportVisibility",
    "-enable-upcoming-feature", "InternalImportsByDefault", "-sanitize=fuzzer,address", "-g",
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


def build(folder):
    """Builds what is not up to date in a folder. Returns the path of the fuzzer."""
    folder.mkdir(parents=True, exist_ok=True)
    imports = ["-I", str(folder)]
    for name in C_MODULES:
        imports += ["-I", str(ROOT / "Sources" / name)]
    objects = []
    changed = 0.0
    for name in MODULES + ["FuzzTargets"]:
        is_module = name in MODULES
        files = sources(ROOT / "Sources" / name if is_module else pathlib.Path(__file__).parent / "Targets")
        target = folder / f"{name}.o"
        objects.append(str(target))
        changed = max(changed, newest(files + [__file__]))
        if target.exists() and target.stat().st_mtime > changed:
            continue
        print(f"fuzz: building {name}", flush=True)
        module = ["-emit-module", "-emit-module-path", str(folder / f"{name}.swiftmodule")] if is_module else []
        module += ["-enable-testing"] if name in TESTABLE else []
        run(["swiftc", *FLAGS, *imports, *module, "-module-name", name, "-c", "-o", str(target), *files])
        # The compiler leaves a file alone that would not change.
        target.touch()
    fuzzer = folder / "fuzzer"
    if not fuzzer.exists() or fuzzer.stat().st_mtime < newest(objects):
        run(["swiftc", "-sanitize=fuzzer,address", "-o", str(fuzzer), *objects, *LIBRARIES])
    return fuzzer
