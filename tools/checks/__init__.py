"""One file for each rule that tools/check knows."""
