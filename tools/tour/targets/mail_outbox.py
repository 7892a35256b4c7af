#!/usr/bin/env python3
"""A folder of messages that somebody should send: mail_outbox.py FOLDER.

A large payment gets thanks, and who returned something or called gets an answer. Which records say so is all that this
program knows.
"""

import pathlib
import sys

from envelopes import records

folder = pathlib.Path(sys.argv[1])
folder.mkdir(exist_ok=True)


def message(record):
    """Subject and text, or None if there is nothing to say."""
    if record.get("cents", 0) >= 100_000:
        return "Thank you", f"We have received {record['cents'] / 100:.2f} {record['currency']}."
    if record.get("note") == "returned":
        return "Your return", f"We have sent you {-record['cents'] / 100:.2f} {record['currency']}."
    if "channel" in record:
        return "Your " + record["channel"], "Thank you for telling us about " + ", ".join(record.get("topics", ["it"])) + "."
    return None


count = 0
for _, record in records():
    if written := message(record):
        count += 1
        subject, text = written
        (folder / f"{count:04}.txt").write_text(f"To: {record['customer']}\nSubject: {subject}\n\n{text}\n", "utf-8")
