"""Compares codecs with others on the same records, in one run."""
