"""The records that every program reads: made once, as files that need no format to be read."""

import hashlib
import pathlib
import random
import typing

from bench.avro import neutral
from bench.codecs import records

ROOT = pathlib.Path(__file__).resolve().parents[3]


class Workload(typing.NamedTuple):
    """A schema and its records. `hot` is the committed set, whose course a processor learns by heart; `fresh` is how
    many generated records make a set that is too large for that."""

    name: str
    schema: str
    hot: int
    fresh: int
    data: str
    sha256: str
    readers: dict


SHARED = [
    Workload("w1", "w1/reading.avsc", 1000, 20_000, "w1_reading",
             "f56ef2681fb87ad3f4d6d56591d7aaed3b2378c25fd4880f6887db910cb3b523", {}),
    Workload("w2", "w2/order_v1.avsc", 400, 2_000, "w2_order",
             "93b2259bdb3ad866f1814762e8c7042ccd14f9fbaf097c692821f2f56cae1537",
             {"full": "w2/order_v2.avsc", "basic": "w2/order_v2_basic.avsc"}),
    Workload("w3", "w3/series.avsc", 20, 400, "w3_series",
             "e78ae9e892ebd9393fa83fbd0f6017505e03f8e7969522a30aaa381ce20d361c", {}),
    Workload("w4", "w4/document.avsc", 100, 500, "w4_document",
             "0018021c53c7abbc0d94eb60bbe3afc5335ab53959cc28d357d7dfa9337f5c7e", {}),
]

OWN = Workload("payment", "v1.avsc", 1000, 20_000, "payments", "", {"full": "v2.avsc"})


def write(folder, shared, progress):
    """Writes the sets `hot` and `fresh` below the folder, each workload as NAME.avsc, NAME.records and, where records
    are read with another schema, NAME.full.avsc and NAME.basic.avsc."""
    if shared is None:
        progress("no workloads beside the checkout (see --workloads): measuring payments of our own instead")
        return write_own(folder)
    for workload in SHARED:
        text = (shared / workload.schema).read_text()
        writer = neutral.Writer(text)
        committed = records.read_lines(shared / "data" / f"{workload.data}.jsonl")
        hot = [writer.encoded(datum) for datum in committed]
        if hashlib.sha256(b"".join(hot)).hexdigest() != workload.sha256:
            progress(f"the records of {workload.name} are not those of the published sum; figures do not compare")
        generated = records.generated(shared, folder, workload.name, workload.data, workload.fresh)
        fresh = [writer.encoded(datum) for datum in generated]
        readers = {name: (shared / path).read_text() for name, path in workload.readers.items()}
        write_sets(folder, workload.name, text, hot, fresh, readers)
    return SHARED


def write_own(folder):
    """Payments by the schema of the examples: enough to see that the measuring works."""
    schemas = ROOT / "schemas" / "examples" / "avro" / "payment"
    text = (schemas / OWN.schema).read_text()
    writer = neutral.Writer(text)
    choice = random.Random(20)
    fresh = [writer.encoded(payment(number, choice)) for number in range(OWN.fresh)]
    readers = {name: (schemas / path).read_text() for name, path in OWN.readers.items()}
    write_sets(folder, OWN.name, text, fresh[:OWN.hot], fresh, readers)
    return [OWN]


def payment(number, choice):
    return {
        "id": f"pay-{number + 1000}",
        "amount": choice.randrange(10 ** choice.randint(2, 7)),
        "currency": choice.choice(["EUR", "USD", "GBP", "CHF"]),
        "customer": f"C-{choice.randrange(10_000)}",
        "timestamp": 1_767_262_500_000 + 61_000 * number + choice.randrange(1000),
        "note": choice.choice([None, None, f"Order {choice.randrange(1000)}", "Merci, à bientôt!"]),
    }


def write_sets(folder, name, schema, hot, fresh, readers):
    for place, encoded in (("hot", hot), ("fresh", fresh)):
        (folder / place).mkdir(exist_ok=True)
        (folder / place / f"{name}.avsc").write_text(schema)
        for reader, text in readers.items():
            (folder / place / f"{name}.{reader}.avsc").write_text(text)
        records.write(folder / place / f"{name}.records", encoded)
