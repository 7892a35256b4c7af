"""The official Python client against Martlet: see tools/interop/run --help."""
