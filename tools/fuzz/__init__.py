"""Inputs that nobody wrote: see tools/fuzz/run --help."""
