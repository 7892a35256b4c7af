"""Load from wrk, and what it counted."""

import pathlib
import signal
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
    return wrk("-t2", f"-c{connections}", f"-d{seconds}s", "-s", str(FOLDER / "requests.lua"), url)


def get_any(url, paths, connections, seconds):
    """GETs of paths drawn from a file's lines."""
    return wrk("-t2", f"-c{connections}", f"-d{seconds}s", "-s", str(FOLDER / "requests.lua"), url, "--", "paths", paths)


def post(url, body, connections, seconds):
    """The same POST of a file, again and again."""
    return wrk("-t2", f"-c{connections}", f"-d{seconds}s", "-s", str(FOLDER / "requests.lua"), url, "--", "body", body)


def register(url, connections, seconds, prefix):
    """Registers distinct schemas, each under its own subject."""
    return wrk("-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(FOLDER / "register.lua"), url, "--", prefix)


def register_slowly(url, rate, seconds, prefix):
    """About so many a second, by clients that pause after each answer."""
    pause = 50
    connections = max(1, round(rate * (pause + 2) / 1000))
    return wrk("-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(FOLDER / "register.lua"), url, "--", prefix,
               str(2**53), str(pause))


def register_count(url, connections, count, prefix):
    """As many distinct schemas as asked, and at most one more for each connection."""
    load = wrk("-t1", f"-c{connections}", "-d3600s", "-s", str(FOLDER / "register.lua"), url, "--", prefix, str(count))
    if load.requests < count:
        raise LoadFailed(f"only {load.requests} of {count} schemas were registered within an hour")
    return load


def wrk(*arguments):
    try:
        process = subprocess.Popen(["wrk", *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.STDOUT, text=True)
    except FileNotFoundError:
        raise LoadFailed("there is no wrk: tools/setup --bench installs it") from None
    output, result = [], None
    with process:
        for line in process.stdout:
            output.append(line)
            if line == "reached\n":
                # wrk waits for its time to pass even when no thread works any more; this ends it with its results.
                process.send_signal(signal.SIGINT)
            elif line.startswith("result "):
                result = line
    if process.returncode or result is None:
        raise LoadFailed(f"wrk failed: {''.join(output)}")
    requests, microseconds, failed, median, percentile99, _ = map(int, result.split()[1:])
    if failed or not requests:
        raise LoadFailed(f"{failed} of {requests} requests failed, so their rate means nothing: {''.join(output)}")
    return Load(requests, microseconds / 1e6, median / 1000, percentile99 / 1000)
