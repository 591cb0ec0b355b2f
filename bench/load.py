"""Load from Apache's ab: one picture again and again, by a number of clients that each wait for their answer."""

import csv
import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import provision

BOUNDARY = "bench"
CONTENT_TYPE = f"multipart/form-data; boundary={BOUNDARY}"


@dataclass(frozen=True)
class Load:
    """What ab measured; milliseconds at each percentile."""

    rate: float
    completed: int
    refused: int
    percentiles: dict[int, float]


def form(picture: bytes) -> bytes:
    """A form with the picture as its field `file`."""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="q.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    return head.encode() + picture + f"\r\n--{BOUNDARY}--\r\n".encode()


def closed(url: str, picture: bytes, clients: int, seconds: int | None = None, requests: int | None = None, keep_alive: bool = False) -> Load:
    """
    For some seconds, or so many requests. By default each request has its own connection: ab keeps connections only by
    HTTP/1.0's rule, which not every server follows.
    """
    with tempfile.TemporaryDirectory() as scratch:
        body, table = Path(scratch, "body"), Path(scratch, "percentiles.csv")
        body.write_bytes(form(picture))
        bounds = ["-t", str(seconds), "-n", "1000000"] if seconds else ["-n", str(requests)]
        command = [provision.script("ab"), "-q", "-r", "-s", "120", "-c", str(clients), *(["-k"] if keep_alive else []), *bounds,
                   "-p", str(body), "-T", CONTENT_TYPE, "-e", str(table), url]
        ended = subprocess.run(command, capture_output=True, text=True)
        if ended.returncode != 0:
            raise RuntimeError(f"ab: {ended.stderr.strip()}")
        rows = list(csv.reader(table.open()))[1:] if table.exists() else []
    said = ended.stdout
    if number(said, r"(?:Connect|Receive|Exceptions): (\d+)"):
        raise RuntimeError(f"ab lost connections:\n{said}")
    return Load(
        rate=number(said, r"Requests per second:\s+([\d.]+)"),
        completed=int(number(said, r"Complete requests:\s+(\d+)")),
        refused=int(number(said, r"Non-2xx responses:\s+(\d+)")),
        percentiles=percentiles([float(millis) for _, millis in rows], number(said, r"Time taken for tests:\s+([\d.]+)") * 1e3))


def percentiles(table: list[float], whole: float) -> dict[int, float]:
    """Of fewer than a hundred requests ab reads the last ones from beyond its list: 0, or more than the whole run took."""
    longest = max((millis for millis in table if millis <= whole), default=0)
    return {percentage: millis if 0 < millis <= whole else longest for percentage, millis in enumerate(table)}


def number(text: str, pattern: str) -> float:
    """The sum of all that match; what ab has nothing to say about is 0."""
    return sum(float(found) for found in re.findall(pattern, text))


def accepted(*arguments, **options) -> Load:
    """The same, where every request has to succeed."""
    outcome = closed(*arguments, **options)
    if outcome.refused or not outcome.completed:
        raise RuntimeError(f"{outcome.refused} of {outcome.completed} requests were refused by {arguments[0]}")
    return outcome
