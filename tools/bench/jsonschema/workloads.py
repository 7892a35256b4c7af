"""The texts that every program reads, and the schemas that they are held against."""

import json
import pathlib
import random
import typing

from bench.codecs import records
from bench.jsonschema import schemas

DRAFT_7 = "http://json-schema.org/draft-07/schema#"
DRAFT_2020 = "https://json-schema.org/draft/2020-12/schema"


class Workload(typing.NamedTuple):
    """A schema and texts that are valid. `hot` is the committed set, whose course a processor learns by heart; `fresh`
    is how many generated texts make a set that is too large for that."""

    name: str
    schema: str
    hot: int
    fresh: int
    data: str


SHARED = [
    Workload("w1", "w1/reading", 1000, 20_000, "w1_reading"),
    Workload("w2", "w2/order", 400, 2_000, "w2_order"),
    Workload("w3", "w3/series", 20, 400, "w3_series"),
    Workload("w4", "w4/document", 100, 500, "w4_document"),
]

OWN = Workload("payment", "", 1000, 20_000, "")


def write(folder, shared, progress):
    """Writes the sets `hot` and `fresh` below the folder, each workload as NAME.records, NAME.schema.json, and
    NAME.draft-07.schema.json for programs that know no later draft. What is only compiled is in `hot/schemas`."""
    if shared is None:
        progress("no workloads beside the checkout (see --workloads): measuring payments of our own instead")
        return write_own(folder)
    for workload in SHARED:
        hot = records.read_lines(shared / "data" / f"{workload.data}.jsonl")
        fresh = records.generated(shared, folder, workload.name, workload.data, workload.fresh)
        texts = {draft: (shared / f"{workload.schema}.{draft}").read_text()
                 for draft in ("schema.json", "draft-07.schema.json")}
        write_sets(folder, workload, texts, hot, fresh)
    schemas.write(folder / "hot", (folder / "hot" / "w2.schema.json").read_text())
    return SHARED


def write_own(folder):
    """Payments of a schema that both drafts have: enough to see that the measuring works."""
    choice = random.Random(20)
    fresh = [payment(number, choice) for number in range(OWN.fresh)]
    texts = {"schema.json": json.dumps({"$schema": DRAFT_2020, **SCHEMA}),
             "draft-07.schema.json": json.dumps({"$schema": DRAFT_7, **SCHEMA})}
    write_sets(folder, OWN, texts, fresh[:OWN.hot], fresh)
    schemas.write(folder / "hot", texts["schema.json"])
    return [OWN]


def write_sets(folder, workload, texts, hot, fresh):
    for place, data in (("hot", hot), ("fresh", fresh)):
        target = folder / place
        target.mkdir(exist_ok=True)
        for draft, text in texts.items():
            (target / f"{workload.name}.{draft}").write_text(text)
        records.write(target / f"{workload.name}.records", [text_of(datum) for datum in data])


def text_of(datum):
    return json.dumps(datum, ensure_ascii=False, separators=(",", ":")).encode()


SCHEMA = {
    "title": "Payment", "type": "object",
    "properties": {
        "id": {"type": "string", "pattern": "^pay-[0-9]+$"},
        "amount": {"type": "integer", "minimum": 0},
        "currency": {"enum": ["EUR", "USD", "GBP", "CHF"]},
        "customer": {"type": "string", "minLength": 1, "maxLength": 64},
        "note": {"type": ["string", "null"]},
        "lines": {"type": "array", "maxItems": 20, "items": {
            "type": "object", "properties": {"sku": {"type": "string"}, "price": {"type": "number", "minimum": 0}},
            "required": ["sku", "price"], "additionalProperties": False}},
    },
    "required": ["id", "amount", "currency", "customer", "lines"], "additionalProperties": False,
}


def payment(number, choice):
    return {
        "id": f"pay-{number + 1000}",
        "amount": choice.randrange(10 ** choice.randint(2, 7)),
        "currency": choice.choice(["EUR", "USD", "GBP", "CHF"]),
        "customer": f"C-{choice.randrange(10_000)}",
        "note": choice.choice([None, None, f"Order {choice.randrange(1000)}", "Merci, à bientôt!"]),
        "lines": [{"sku": f"S-{choice.randrange(500)}", "price": choice.randrange(100_000) / 100}
                  for _ in range(choice.randint(1, 6))],
    }
