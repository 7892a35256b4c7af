"""Schemas that are large: a set of files to read and link, and two versions of a file to compare."""

import random

SCALARS = ["int32", "int64", "string", "bytes", "double", "bool", "sint64", "fixed32"]
FILES, MESSAGES_OF_FILE = 50, 100
COMPARED_MESSAGES = 500

TASKS = {
    "schemas/link": f"parse and link {FILES * MESSAGES_OF_FILE:,} messages in {FILES} files",
    "schemas/compare": f"compare two versions of a file of {COMPARED_MESSAGES} messages",
}


def write(folder):
    """Writes FOLDER/schemas: `set/file0.proto` and so on, each with imports of those before it, `old.proto` and
    `new.proto`."""
    target = folder / "schemas"
    (target / "set").mkdir(parents=True, exist_ok=True)
    for number in range(FILES):
        (target / "set" / f"file{number}.proto").write_text(file_of_set(number))
    (target / "old.proto").write_text(version(is_new=False))
    (target / "new.proto").write_text(version(is_new=True))


def file_of_set(number):
    choice = random.Random(number)
    imported = sorted(choice.sample(range(number), min(number, 3)))
    lines = ['syntax = "proto3";', "", f"package bench.set.part{number};", ""]
    lines += [f'import "file{other}.proto";' for other in imported]
    for message in range(MESSAGES_OF_FILE):
        lines += ["", f"// What message {message} of file {number} tells.", *message_lines(message, choice, imported)]
    return "\n".join(lines) + "\n"


def message_lines(message, choice, imported):
    """A message of twelve fields, as schemas have them: mostly scalars, some messages and enums, a map, a oneof."""
    yield f"message Message{message} {{"
    yield f"  enum State {{ STATE{message}_UNKNOWN = 0; STATE{message}_OPEN = 1; STATE{message}_DONE = 2; }}"
    for field in range(1, 8):
        label = choice.choice(["", "", "repeated ", "optional "])
        yield f"  {label}{choice.choice(SCALARS)} field_{field} = {field};"
    other = f"Message{choice.randrange(MESSAGES_OF_FILE)}"
    home = f"bench.set.part{choice.choice(imported)}." if imported and choice.random() < 0.5 else ""
    yield f"  {home}{other} part = 8;"
    yield "  State state = 9;"
    yield f"  map<string, {choice.choice(SCALARS)}> counters = 10 [deprecated = true];"
    yield "  oneof choice {"
    yield "    string name = 11;"
    yield "    int64 number = 12;"
    yield "  }"
    yield "}"


def version(is_new):
    """The new version has a field more in each message, and three messages that cannot be read as before."""
    choice = random.Random(1)
    lines = ['syntax = "proto3";', "", "package bench.compared;"]
    for message in range(COMPARED_MESSAGES):
        lines += ["", f"message Message{message} {{"]
        for field in range(1, 13):
            kind = choice.choice(SCALARS) if field % 4 else f"Message{choice.randrange(COMPARED_MESSAGES)}"
            if is_new and field == 3 and message in (10, 200, 450):
                kind = "fixed64"
            lines.append(f"  {'repeated ' if field % 6 == 0 else ''}{kind} field_{field} = {field};")
        lines += ["  optional string added = 13;"] * is_new + ["}"]
    return "\n".join(lines) + "\n"
