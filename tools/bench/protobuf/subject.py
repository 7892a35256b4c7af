"""The comparison of the Protobuf codec."""

from bench.codecs.comparison import Column, Subject
from bench.protobuf import programs, schemas, workloads

PROTOBUF = Subject(
    "protobuf", "Protobuf messages", workloads.write, programs.build,
    [Column(programs.UPB), Column(programs.LIBPROTOBUF_C), Column(programs.DYNAMIC_MESSAGE),
     Column(programs.SWIFT_PROTOBUF)],
    notes=["To-json and from-json: ProtoJSON without white space, from and to what a decode makes."],
    tasks=schemas.TASKS)
