"""The programs that JSON Schema is compared with."""

import subprocess

from bench.codecs.program import PEERS, Program, compiled, output, pkg_config, pkg_config_version, python_with

MARTLET, JSONSCHEMA_RS, ORJSON = "Martlet", "jsonschema-rs", "orjson"
FASTJSONSCHEMA, VALIJSON, SIMDJSON = "fastjsonschema", "valijson", "simdjson"
PACKAGES = {ORJSON: "orjson==3.13.0", JSONSCHEMA_RS: "jsonschema-rs==0.60.3", FASTJSONSCHEMA: "fastjsonschema==2.22.3"}


def build(folder, bench, _, progress):
    """Builds all programs that can be built here, and says which cannot."""
    programs = [Program(MARTLET, [bench], "a row of slots in a reused arena; views into its copy of the input; UTF-8 "
                                          "checked. Codable: Swift types with strings and arrays of their own")]
    for prepare in (python_programs, valijson, simdjson):
        try:
            programs += prepare(folder)
        except (OSError, subprocess.CalledProcessError) as problem:
            progress(f"without {prepare.__name__}: {problem}")
    return programs


def python_programs(folder):
    python = python_with(folder, *PACKAGES.values())
    makes = {
        ORJSON: "Python objects",
        JSONSCHEMA_RS: "Python objects of orjson; draft 2020-12",
        FASTJSONSCHEMA: "Python objects of orjson; draft 7, as it knows no later one",
    }
    return [Program(name, [python, PEERS / "json_schema.py", name], f"{makes[name]}. {package}")
            for name, package in PACKAGES.items()]


def valijson(folder):
    program = compiled(folder, "valijson.cpp", "-O2", "-std=c++17", "-DRAPIDJSON_HAS_STDSTRING=1", compiler="c++")
    version = output("dpkg-query", "-W", "-f", "${Version}", "libvalijson-dev")
    return [Program(VALIJSON, [program], "a document of RapidJSON in a reused pool; copied strings; UTF-8 checked; "
                                         f"draft 7, as it knows no later one. Version {version}")]


def simdjson(folder):
    program = compiled(folder, "simdjson.cpp", "-O3", "-std=c++17", *pkg_config("simdjson"), compiler="c++")
    return [Program(SIMDJSON, [program], "a tape in a reused parser; strings beside it; UTF-8 checked. Version "
                                         f"{pkg_config_version('simdjson')}")]
