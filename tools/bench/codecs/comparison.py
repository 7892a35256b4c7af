"""Measures all programs on the same records and writes the comparison as a table."""

import pathlib
import statistics
import tempfile
import typing

from bench.codecs import programs, workloads


class Settings(typing.NamedTuple):
    """Passes go over all programs in turn, so that what the machine does meanwhile meets each of them."""

    passes: int
    rounds: int
    milliseconds: int


FULL = Settings(passes=3, rounds=5, milliseconds=20)
QUICK = Settings(passes=1, rounds=1, milliseconds=1)


def compare(codec_bench, shared, settings, progress):
    """Gives the text of the comparison, in Markdown."""
    with tempfile.TemporaryDirectory(prefix="martlet-bench-") as name:
        folder = pathlib.Path(name)
        progress("writing the records")
        chosen = workloads.write(folder, shared, progress)
        progress("building the other programs")
        compared = programs.build(folder, codec_bench, progress)
        figures = {}
        for number in range(settings.passes):
            for program in compared:
                for place in program.sets:
                    progress(f"codecs, pass {number + 1} of {settings.passes}: {program.name}, {place}")
                    measured = programs.measure(program, folder / place, settings.rounds, settings.milliseconds)
                    for row, rounds in measured.items():
                        figures.setdefault((program.name, row, place), []).extend(rounds)
    return "\n".join([*table(figures, compared), "", *notes(compared, chosen, settings)])


def table(figures, compared):
    yield "| workload, operation | program | fresh | hot | spread | libavro ÷ this | this ÷ C by hand |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | ---: |"
    medians = {key: statistics.median(rounds) for key, rounds in figures.items()}
    ranks = {program.name: rank for rank, program in enumerate(compared)}
    rows = {(program, row) for program, row, _ in figures}
    for program, row in sorted(rows, key=lambda pair: (*operation(pair[1]), ranks[pair[0]], pair[1])):
        own = [medians.get((program, row, place)) for place in ("fresh", "hot")]
        base = "/".join(operation(row))
        libavro = [medians.get((programs.LIBAVRO, base, place)) for place in ("fresh", "hot")]
        bound = [medians.get((programs.BOUND, base, place)) for place in ("fresh", "hot")]
        spread = max(spread_of(figures[program, row, place]) for place in ("fresh", "hot")
                     if (program, row, place) in figures)
        kind = row.partition(":")[2]
        name = f"**{program}**" if program == programs.MARTLET else program
        yield (f"| {base} | {name}{', ' + kind if kind else ''} | {nanoseconds(own[0])} | {nanoseconds(own[1])} "
               f"| {spread:.0%} | {ratios(libavro, own)} | {ratios(own, bound)} |")


def notes(compared, chosen, settings):
    yield ("ns of CPU time for each record, medians of "
           f"{settings.passes * settings.rounds} rounds in {settings.passes} passes over the programs. "
           "Spread: the tenth to the ninetieth percentile of the rounds, of the column where it is wider.")
    sets = ", ".join(f"{workload.name} {workload.fresh:,} and {workload.hot:,}" for workload in chosen)
    yield (f"Fresh: so many records that a processor does not learn their course; hot: few ({sets}). "
           "Ratios are fresh / hot.")
    yield "Encoding begins with values in memory and ends in a reused buffer. What a decode makes:"
    yield ""
    for program in compared:
        yield f"- {program.name}: {program.makes}"


def operation(row):
    """The workload and what is done; what follows a colon is the way that it is done."""
    workload, what = row.partition(":")[0].split("/")
    return workload, what


def spread_of(rounds):
    if len(rounds) < 3:
        return 0
    deciles = statistics.quantiles(rounds, n=10, method="inclusive")
    return (deciles[-1] - deciles[0]) / statistics.median(rounds)


def nanoseconds(value):
    if value is None:
        return "–"
    return f"{value:,.1f}" if value < 100 else f"{value:,.0f}"


def ratios(numerators, denominators):
    if not any(denominators) or numerators == denominators:
        return ""
    return " / ".join(f"{numerator / denominator:.2f}" if numerator and denominator else "–"
                      for numerator, denominator in zip(numerators, denominators))
