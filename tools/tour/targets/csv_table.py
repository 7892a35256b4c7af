#!/usr/bin/env python3
"""A CSV file of the fields that are asked for: csv_table.py FILE FIELD...

Fields that a newer schema adds are passed over, and fields that a record lacks are empty: the table keeps its shape.
"""

import csv
import sys

from envelopes import records

path, fields = sys.argv[1], sys.argv[2:]
with open(path, "w", newline="", encoding="utf-8") as file:
    table = csv.DictWriter(file, fields, extrasaction="ignore", restval="")
    table.writeheader()
    for _, record in records():
        table.writerow(record)
        file.flush()
