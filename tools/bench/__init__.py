"""What Martlet costs and how fast it is: see tools/bench/run --help."""
