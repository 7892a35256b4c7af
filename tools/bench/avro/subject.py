"""The comparison of the Avro codec."""

from bench.avro import programs, workloads
from bench.codecs.comparison import Column, Subject

AVRO = Subject("codecs", "Avro records", workloads.write, programs.build,
               [Column(programs.LIBAVRO), Column(programs.BOUND, is_bound=True)], notes=[])
