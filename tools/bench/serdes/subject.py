"""The comparison of whole serializers: framing, finding the schema, and the codec."""

from bench.avro import workloads
from bench.codecs.comparison import Column, Subject
from bench.serdes import programs

SERDES = Subject(
    "serdes", "Avro records with their frames", workloads.write, programs.build,
    [Column(programs.CODEC, is_bound=True), Column(programs.CLIENT)],
    notes=["Each record is encoded into new memory, as a producer keeps it until it is sent."])
