"""Measures all programs on the same records and writes the comparison as a table."""

import pathlib
import statistics
import tempfile
import typing

from bench.codecs.program import measure


class Settings(typing.NamedTuple):
    """Passes go over all programs in turn, so that what the machine does meanwhile meets each of them."""

    passes: int
    rounds: int
    milliseconds: int


FULL = Settings(passes=3, rounds=5, milliseconds=20)
QUICK = Settings(passes=1, rounds=1, milliseconds=1)


class Column(typing.NamedTuple):
    """A ratio to another program: how many times as long that takes or, for a bound, how many times as long this."""

    program: str
    is_bound: bool = False

    @property
    def heading(self):
        return f"this ÷ {self.program}" if self.is_bound else f"{self.program} ÷ this"

    def ratios(self, own, others):
        numerators, denominators = (own, others) if self.is_bound else (others, own)
        if not any(others):
            return ""
        return " / ".join(f"{numerator / denominator:.2f}" if numerator and denominator else "–"
                          for numerator, denominator in zip(numerators, denominators))


class Subject(typing.NamedTuple):
    """What is compared.

    `write` makes the files of the workloads in a folder, and gives the workloads. `build` gives the programs, ours
    first. A task is a row that is no workload's, as it goes over no records: it stands in a table of its own.
    """

    part: str
    heading: str
    write: typing.Callable
    build: typing.Callable
    columns: list
    notes: list
    tasks: dict = {}


def compare(subject, bench, shared, settings, progress):
    """Gives the text of the comparison, in Markdown. `bench` is our program."""
    with tempfile.TemporaryDirectory(prefix="martlet-bench-") as name:
        folder = pathlib.Path(name)
        progress("writing the records")
        chosen = subject.write(folder, shared, progress)
        progress("building the other programs")
        compared = subject.build(folder, bench, chosen, progress)
        figures = {}
        for number in range(settings.passes):
            for program in compared:
                for place in program.sets:
                    progress(f"{subject.part}, pass {number + 1} of {settings.passes}: {program.name}, {place}")
                    measured = measure(program, folder / place, settings.rounds, settings.milliseconds)
                    for row, rounds in measured.items():
                        figures.setdefault((program.name, row, place), []).extend(rounds)
    lines = [*table(subject, figures, compared), ""]
    if subject.tasks:
        lines += [*task_table(subject, figures, compared), ""]
    return "\n".join([*lines, *notes(subject, compared, chosen, settings)])


def table(subject, figures, compared):
    headings = [column.heading for column in subject.columns]
    yield " | ".join(["| workload, operation | program | fresh | hot | spread", *headings]) + " |"
    yield "| --- | --- | ---: | ---: | ---: |" + " ---: |" * len(headings)
    medians = {key: statistics.median(rounds) for key, rounds in figures.items()}
    ranks = {program.name: rank for rank, program in enumerate(compared)}
    rows = {(program, row) for program, row, _ in figures if base(row) not in subject.tasks}
    for program, row in sorted(rows, key=lambda pair: (base(pair[1]), ranks[pair[0]], pair[1])):
        own = both(medians, program, row)
        spread = max(spread_of(figures[program, row, place]) for place in ("fresh", "hot")
                     if (program, row, place) in figures)
        # How the others compare among themselves is not the question.
        ratios = ["" if ranks[program] else column.ratios(own, both(medians, column.program, base(row)))
                  for column in subject.columns]
        cells = [base(row), label(program, row, ranks), nanoseconds(own[0]), nanoseconds(own[1]), f"{spread:.0%}", *ratios]
        yield f"| {' | '.join(cells)} |"


def task_table(subject, figures, compared):
    """Tasks take as long whatever the records are, so they are measured in one set only."""
    yield "| task | program | ms | spread | this ÷ Martlet |"
    yield "| --- | --- | ---: | ---: | ---: |"
    ranks = {program.name: rank for rank, program in enumerate(compared)}
    martlet = compared[0].name
    for task, description in subject.tasks.items():
        measured = {(program, row): rounds for (program, row, _), rounds in figures.items() if base(row) == task}
        ours = measured.get((martlet, task))
        for program, row in sorted(measured, key=lambda pair: (ranks[pair[0]], pair[1])):
            rounds = measured[program, row]
            median = statistics.median(rounds)
            ratio = f"{median / statistics.median(ours):.2f}" if ours and program != martlet else ""
            yield (f"| {description} | {label(program, row, ranks)} | {median / 1e6:,.2f} | {spread_of(rounds):.0%} "
                   f"| {ratio} |")


def notes(subject, compared, chosen, settings):
    yield ("ns of CPU time for each record, medians of "
           f"{settings.passes * settings.rounds} rounds in {settings.passes} passes over the programs. "
           "Spread: the tenth to the ninetieth percentile of the rounds, of the column where it is wider.")
    sets = ", ".join(f"{workload.name} {workload.fresh:,} and {workload.hot:,}" for workload in chosen)
    yield (f"Fresh: so many records that a processor does not learn their course; hot: few ({sets}). "
           "Ratios are fresh / hot.")
    yield from subject.notes
    yield "Encoding begins with values in memory and ends in a reused buffer. What a decode makes:"
    yield ""
    for program in compared:
        yield f"- {program.name}: {program.makes}"


def label(program, row, ranks):
    kind = row.partition(":")[2]
    name = program if ranks[program] else f"**{program}**"
    return f"{name}, {kind}" if kind else name


def both(medians, program, row):
    return [medians.get((program, row, place)) for place in ("fresh", "hot")]


def base(row):
    """The workload and what is done; what follows a colon is the way that it is done."""
    return row.partition(":")[0]


def spread_of(rounds):
    if len(rounds) < 3:
        return 0
    deciles = statistics.quantiles(rounds, n=10, method="inclusive")
    return (deciles[-1] - deciles[0]) / statistics.median(rounds)


def nanoseconds(value):
    if value is None:
        return "–"
    return f"{value:,.1f}" if value < 100 else f"{value:,.0f}"
