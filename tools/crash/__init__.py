"""Kill, restart, compare: see tools/crash/run --help."""
