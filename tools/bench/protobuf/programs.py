"""The programs that the Protobuf codec is compared with."""

import concurrent.futures
import os
import subprocess
import sys

from bench.codecs.program import MACHINE, PEERS, Program, compiled, output, pkg_config, pkg_config_version
from bench.protobuf import workloads
from bench.protobuf.generated import swift_protobuf_version

MARTLET, UPB, LIBPROTOBUF_C = "Martlet", "upb", "libprotobuf-c"
DYNAMIC_MESSAGE, SWIFT_PROTOBUF, PROTOC = "DynamicMessage", "SwiftProtobuf", "protoc"


def build(folder, benches, chosen, progress):
    """Builds all programs that can be built here, and says which cannot. `benches` are ours and that of SwiftProtobuf,
    which is built like ours."""
    programs = [
        Program(MARTLET, [benches.ours], "a reused arena; views into its copy of the input; UTF-8 checked"),
    ]
    for prepare in (upb, libprotobuf_c, dynamic_message):
        try:
            programs.append(prepare(folder, chosen))
        except (OSError, subprocess.CalledProcessError) as problem:
            progress(f"without {prepare.__name__}: {problem}")
    programs.append(
        Program(SWIFT_PROTOBUF, [benches.swift_protobuf],
                f"structs of generated code; native strings; UTF-8 checked; encodes into new memory. Version "
                f"{swift_protobuf_version()}"))
    programs.append(Program(PROTOC, [sys.executable, PEERS / "protoc.py"],
                            f"the whole process. {output('protoc', '--version')}", sets=("hot",)))
    return programs


def upb(folder, _):
    """Built of the source of the Python package, without the tables of functions that only Clang can compile."""
    source = folder / "upb-source"
    pip = [folder / "environment" / "bin" / "python", "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--no-deps", "--no-binary", "protobuf", "--dest", source, workloads.LIBRARY], check=True,
                   stdout=sys.stderr)
    subprocess.run(["tar", "-xzf", next(source.glob("*.tar.gz")), "-C", source, "--strip-components=1"], check=True)
    files = [path for part in ("upb", "utf8_range", "google") for path in (source / part).rglob("*.c")
             if "decode_fast" not in path.name]
    options = ["-O3", "-DNDEBUG", "-w", f"-I{source}", f"-I{source / 'utf8_range'}"]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as compilers:
        objects = compilers.map(lambda file: object_of(folder, file, options), files)
        program = compiled(folder, "upb.c", *options, *objects, "-lm")
    return Program(UPB, [program],
                   "a dynamic message in a reused arena; views into the input, or copied strings; UTF-8 checked. Of "
                   f"{workloads.LIBRARY}")


def object_of(folder, file, options):
    target = folder / ("_".join(file.parts[-4:]) + ".o")
    subprocess.run(["cc", MACHINE, *options, "-c", "-o", target, file], check=True, stdout=sys.stderr)
    return target


def libprotobuf_c(folder, chosen):
    target = folder / "libprotobuf-c"
    target.mkdir()
    for path in (folder / "protos").glob("*.proto"):
        # The generator does not know `optional` in proto3; without that word the bytes are the same.
        (target / path.name).write_text(path.read_text().replace("  optional ", "  "))
    files = sorted({file for workload in chosen for file in files_of(folder, workload)})
    subprocess.run(["protoc-c", "-I", target, "-I", "/usr/include", f"--c_out={target}", *files], check=True,
                   stdout=sys.stderr)
    (target / "generated.h").write_text(list_of_types(chosen))
    program = compiled(folder, "libprotobuf_c.c", "-O2", f"-I{target}", *target.rglob("*.c"),
                       *pkg_config("libprotobuf-c"))
    return Program(LIBPROTOBUF_C, [program],
                   "structs of generated code, in a reused arena or freed one by one; copied strings; UTF-8 not "
                   f"checked. Version {pkg_config_version('libprotobuf-c')}")


def list_of_types(chosen):
    """C source with the descriptor of each workload's type."""
    includes = [f'#include "{workload.file.removesuffix(".proto")}.pb-c.h"\n' for workload in chosen]
    types = [f'    {{"{workload.name}", &{c_name(workload.message)}__descriptor}},\n' for workload in chosen]
    return ("".join(includes) + "static const struct {\n  const char *workload;\n"
            "  const ProtobufCMessageDescriptor *type;\n} generated[] = {\n" + "".join(types) + "};\n")


def files_of(folder, workload):
    """The schema of a workload and all that it imports."""
    listed = output("protoc", "-I", str(folder / "protos"), "--include_imports", "--descriptor_set_out=/dev/null",
                    "--dependency_out=/dev/stdout", str(folder / "protos" / workload.file))
    paths = listed.partition(":")[2].replace("\\\n", " ").split()
    return [path.removeprefix(str(folder / "protos") + "/").removeprefix("/usr/include/") for path in paths]


def c_name(message):
    """`bench.w1.Reading` as the generator spells it: `bench__w1__reading`."""
    return message.replace(".", "__").lower()


def dynamic_message(folder, _):
    program = compiled(folder, "dynamic_message.cpp", "-O2", "-std=c++17", *pkg_config("protobuf"), compiler="c++")
    return Program(DYNAMIC_MESSAGE, [program],
                   "a message in a reused arena; copied strings; UTF-8 checked. C++, version "
                   f"{pkg_config_version('protobuf')}")
