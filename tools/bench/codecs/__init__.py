"""Compares the Avro codec with others on the same records, in one run."""
