"""The messages that every program reads: made once, by the Python library, as files that need no format to be read."""

import hashlib
import json
import pathlib
import random
import subprocess
import typing

from bench.codecs import program, records
from bench.protobuf import schemas

ROOT = pathlib.Path(__file__).resolve().parents[3]
EXAMPLES = ROOT / "schemas" / "examples" / "protobuf" / "order"
LIBRARY = "protobuf==7.36.2"


class Workload(typing.NamedTuple):
    """A message type and its messages. `hot` is the committed set, whose course a processor learns by heart; `fresh` is
    how many generated messages make a set that is too large for that."""

    name: str
    schema: str
    message: str
    hot: int
    fresh: int
    data: str
    sha256: str

    @property
    def file(self):
        """The name of the schema's file, by which it is found in the folder of the schemas."""
        return pathlib.Path(self.schema).name


SHARED = [
    Workload("w1", "w1/reading.proto", "bench.w1.Reading", 1000, 20_000, "w1_reading",
             "2cd9eefb82f4c4e41acbb47aa480dc3555480a6df55efe9ae4cbc287d92053fd"),
    Workload("w2", "w2/order.proto", "bench.w2.Order", 400, 2_000, "w2_order",
             "a990132690b4671210505a94181bdb149d05c4d4977c458132cb156bdc330d50"),
    Workload("w3", "w3/series.proto", "bench.w3.Series", 20, 400, "w3_series",
             "52cb5cf30b5584e66629116abe25e2a8fa4e967ee989fc1fe95052ced2f92fc5"),
    Workload("w4", "w4/document.proto", "bench.w4.Document", 100, 500, "w4_document",
             "910738da144239ec199e216664e1c1607c8d13f6bfd1bf6e6f6a6c50907c37aa"),
]

OWN = Workload("order", "v1.proto", "example.shop.Order", 400, 4_000, "", "")


def write(folder, shared, progress):
    """Writes the sets `hot` and `fresh` below the folder.

    Each workload becomes NAME.records, the messages; NAME.json.records, the same as ProtoJSON; NAME.descriptors, the serialized set of files; and NAME.message, the type's full name. The
    schemas are in `protos`, and those that are only read and compared in `hot/schemas`.
    """
    if shared is None:
        progress("no workloads beside the checkout (see --workloads): measuring orders of our own instead")
    write_schemas(folder / "protos", shared)
    python = program.python_with(folder, LIBRARY)
    for workload in chosen(shared):
        hot, fresh = data(folder, shared, workload)
        write_set(folder, "fresh", workload, fresh, python)
        if write_set(folder, "hot", workload, hot, python) != workload.sha256 and shared is not None:
            progress(f"the messages of {workload.name} are not those of the published sum; figures do not compare")
    schemas.write(folder / "hot")
    return chosen(shared)


def chosen(shared):
    return [OWN] if shared is None else SHARED


def write_schemas(folder, shared):
    """Writes the schemas of all workloads, and what they import, into one folder."""
    folder.mkdir(exist_ok=True)
    for workload in chosen(shared):
        (folder / workload.file).write_text(((shared or EXAMPLES) / workload.schema).read_text())
    if shared is None:
        (folder / "money.proto").write_text((EXAMPLES / "money.proto").read_text())


def data(folder, shared, workload):
    """The hot and the fresh data, as ProtoJSON or nearly."""
    if shared is None:
        choice = random.Random(20)
        fresh = [order(number, choice) for number in range(workload.fresh)]
        return fresh[:workload.hot], fresh
    return (records.read_lines(shared / "data" / f"{workload.data}.jsonl"),
            records.generated(shared, folder, workload.name, workload.data, workload.fresh))


def write_set(folder, place, workload, data, python):
    """Writes the files of one set; gives the SHA-256 of all messages behind one another."""
    target = folder / place
    target.mkdir(exist_ok=True)
    descriptors = target / f"{workload.name}.descriptors"
    program.output("protoc", "-I", folder / "protos", "--include_imports", f"--descriptor_set_out={descriptors}",
                   folder / "protos" / workload.file)
    (target / f"{workload.name}.message").write_text(workload.message)
    lines = "".join(json.dumps(datum) + "\n" for datum in data)
    subprocess.run([python, program.PEERS / "neutral_messages.py", descriptors, workload.message,
                    target / workload.name], check=True, input=lines.encode())
    encoded = (target / f"{workload.name}.records").read_bytes()
    return hashlib.sha256(b"".join(records.split(encoded))).hexdigest()


def order(number, choice):
    return {
        "id": f"order-{number + 1000}",
        "customer": f"C-{choice.randrange(10_000)}",
        "placedAt": f"2026-01-{choice.randint(1, 28):02}T{choice.randrange(24):02}:{choice.randrange(60):02}:07Z",
        "items": [{"sku": f"S-{choice.randrange(500)}", "quantity": choice.randint(1, 9),
                   "price": {"currency": choice.choice(["EUR", "USD", "GBP"]), "amount": choice.randrange(100_000)}}
                  for _ in range(choice.randint(1, 6))],
        "labels": {"channel": choice.choice(["web", "store"]), "note": choice.choice(["", "Merci, à bientôt!"])},
        **choice.choice([{"cardToken": f"tok-{number}"}, {"voucher": f"V{choice.randrange(1000)}"}]),
    }
