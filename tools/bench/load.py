"""Load from wrk, and what it counted."""

import pathlib
import subprocess
import typing

FOLDER = pathlib.Path(__file__).resolve().parent


class LoadFailed(Exception):
    """wrk could not run, or something that was asked for was not answered with success."""


class Load(typing.NamedTuple):
    """One run of wrk. Latencies are in milliseconds."""

    requests: int
    seconds: float
    median: float
    percentile99: float

    @property
    def rate(self):
        return self.requests / self.seconds


def get(url, connections, seconds):
    """The same GET, again and again."""
    return wrk("-t2", f"-c{connections}", f"-d{seconds}s", "-s", str(FOLDER / "read.lua"), url)


def register(url, connections, seconds, prefix):
    """Registers distinct schemas, each under its own subject."""
    return wrk("-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(FOLDER / "register.lua"), url, "--", prefix)


def register_count(url, connections, count, prefix):
    """As many distinct schemas as asked, and at most one more for each connection."""
    load = wrk("-t1", f"-c{connections}", "-d3600s", "-s", str(FOLDER / "register.lua"), url, "--", prefix, str(count))
    if load.requests < count:
        raise LoadFailed(f"only {load.requests} of {count} schemas were registered within an hour")
    return load


def wrk(*arguments):
    try:
        ended = subprocess.run(["wrk", *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    except FileNotFoundError:
        raise LoadFailed("there is no wrk: tools/setup --bench installs it") from None
    result = next((line for line in ended.stdout.splitlines() if line.startswith("result ")), None)
    if ended.returncode or result is None:
        raise LoadFailed(f"wrk failed: {ended.stdout}{ended.stderr}")
    requests, microseconds, failed, median, percentile99, _ = map(int, result.split()[1:])
    if failed or not requests:
        raise LoadFailed(f"{failed} of {requests} requests failed, so their rate means nothing: {ended.stdout}")
    return Load(requests, microseconds / 1e6, median / 1000, percentile99 / 1000)
