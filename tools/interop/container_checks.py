"""Container files exchanged between fastavro and the martlet command, in both directions."""

import json

import fastavro

from interop.check_list import CheckList
from interop.payments import JSON_RECORDS, RECORDS, V1
from interop.surroundings import json_lines

CODECS = ["null", "deflate", "snappy", "zstandard"]
# Enough of them for several blocks.
COPIES = 200

_list = CheckList()
checks, check = _list.checks, _list.check


def read(path):
    with open(path, "rb") as file:
        reader = fastavro.reader(file)
        return list(reader), reader.metadata


@check("fastavro reads the container files that martlet writes, in every codec")
def _(surroundings):
    schema = surroundings.file("payment.avsc", V1)
    for codec in CODECS:
        file = surroundings.file(f"{codec}.avro")
        surroundings.martlet("file", "write", file, "--schema", schema, "--codec", codec, "--block-bytes", "2000",
                             "--metadata", "made.by=martlet", text=json_lines(JSON_RECORDS * COPIES))
        records, metadata = read(file)
        assert records == RECORDS * COPIES, codec
        assert metadata["avro.codec"] == codec and metadata["made.by"] == "martlet", metadata


@check("martlet reads the container files that fastavro writes, in every codec")
def _(surroundings):
    for codec in CODECS:
        file = surroundings.file(f"{codec}.avro")
        with open(file, "wb") as output:
            fastavro.writer(output, json.loads(V1), RECORDS * COPIES, codec=codec, sync_interval=2000)
        lines = surroundings.martlet("file", "read", file).splitlines()
        assert [json.loads(line) for line in lines] == JSON_RECORDS * COPIES, codec
        summary = json.loads(surroundings.martlet("file", "show", file, "--output", "json"))
        assert summary["records"] == len(lines) and summary["codec"] == codec, summary
        assert summary["blocks"] > 5 and summary["isWhole"], summary


@check("fastavro and martlet append to each other's container files")
def _(surroundings):
    for codec in CODECS:
        file = surroundings.file(f"{codec}.avro")
        with open(file, "wb") as output:
            fastavro.writer(output, json.loads(V1), RECORDS[:1], codec=codec)
        surroundings.martlet("file", "write", file, "--append", text=json_lines(JSON_RECORDS[1:]))
        with open(file, "a+b") as output:
            fastavro.writer(output, None, RECORDS[:1])
        assert read(file)[0] == RECORDS + RECORDS[:1], codec
        lines = surroundings.martlet("file", "read", file).splitlines()
        assert [json.loads(line) for line in lines] == JSON_RECORDS + JSON_RECORDS[:1], codec


@check("martlet delivers what is whole of a container file that is cut off")
def _(surroundings):
    file = surroundings.file("cut.avro")
    with open(file, "wb") as output:
        fastavro.writer(output, json.loads(V1), RECORDS * COPIES, codec="deflate", sync_interval=2000)
        output.truncate(output.tell() - 10)
    lines = surroundings.martlet("file", "read", file, expected=1).splitlines()
    assert 0 < len(lines) < len(RECORDS) * COPIES
    surroundings.martlet("file", "write", file, "--append", text="", expected=1)
    surroundings.martlet("file", "write", file, "--append", "--cut-torn-end", text=json_lines(JSON_RECORDS[:1]))
    assert len(read(file)[0]) == len(lines) + 1
