"""orjson, and validators of the objects that it makes.

json_schema.py orjson|jsonschema-rs|fastjsonschema FOLDER ROUNDS MILLISECONDS
"""

import pathlib
import sys

import orjson

sys.dont_write_bytecode = True

from rounds import measure, records_of  # noqa: E402


def main(name, folder, rounds, milliseconds):
    rows = {"orjson": orjson_rows, "jsonschema-rs": jsonschema_rs_rows, "fastjsonschema": fastjsonschema_rows}[name]
    for path in sorted(folder.glob("*.records")):
        texts = records_of(path)
        for row, items, work in rows(folder, path.stem, texts):
            measure(f"{path.stem}/{row}", items, rounds, milliseconds, work)
    compiled = folder / "schemas" / "compiled.json"
    if compiled.exists() and name != "orjson":
        compile_schema = {"jsonschema-rs": jsonschema_rs_validator, "fastjsonschema": fastjsonschema_validator}[name]
        measure("schemas/compile", [compiled.read_bytes()], rounds, milliseconds, compile_schema)


def orjson_rows(folder, workload, texts):
    values = [orjson.loads(text) for text in texts]
    yield "parse", texts, orjson.loads
    yield "write", values, orjson.dumps


def jsonschema_rs_validator(text):
    import jsonschema_rs
    return jsonschema_rs.validator_for(orjson.loads(text)).is_valid


def jsonschema_rs_rows(folder, workload, texts):
    is_valid = jsonschema_rs_validator((folder / f"{workload}.schema.json").read_bytes())
    return verdict_rows(texts, is_valid, lambda text: is_valid(orjson.loads(text)))


def fastjsonschema_validator(text):
    import fastjsonschema
    return fastjsonschema.compile(orjson.loads(text))


def fastjsonschema_rows(folder, workload, texts):
    # It raises an error for what is not valid.
    validate = fastjsonschema_validator((folder / f"{workload}.draft-07.schema.json").read_bytes())
    return verdict_rows(texts, validate, lambda text: validate(orjson.loads(text)))


def verdict_rows(texts, validate, read_and_validate):
    values = [orjson.loads(text) for text in texts]
    if not all(validate(value) for value in values):
        raise SystemExit("a text of the workload is not valid")
    yield "verdict", texts, read_and_validate
    yield "verdict:value given", values, validate


if __name__ == "__main__":
    main(sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
