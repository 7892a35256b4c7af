"""Several nodes, clients and faults: see tools/chaos/run --help."""
