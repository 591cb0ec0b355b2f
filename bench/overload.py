"""What becomes of answers when four times as many ask as can be answered, and of searches while a folder is taken in."""

import argparse
import contextlib
import os
import struct
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import load
import processes
import provision
import report
from stack import WARM_UP, ask, begin_job

TIMES = 4
CROWDS = ("the first", "the next")  # that this process ever sees
CROWD = 16  # as many as the queue takes without a refusal
CAPACITY_SECONDS = 5
SEARCH = "/api/v1/search"


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--overload-seconds", type=float, default=120, help="of four times the capacity")
    parser.add_argument("--bulk-seconds", type=int, default=15, help="of searches while idle, and again while a folder is taken in")


def run(arguments: argparse.Namespace) -> str:
    picture = provision.pictures()[0].read_bytes()
    with tempfile.TemporaryDirectory(prefix="bulk-", dir=provision.WORK) as bulk:
        with processes.service(f"--image-search.ingest.roots={bulk}") as server:
            rate = load.accepted(server.url(SEARCH), picture, clients=4, seconds=WARM_UP).rate
            crowds = []
            for _ in CROWDS:
                capacity = capacity_of(server, picture, rate)
                crowds.append(overloaded(server, picture, capacity, arguments.overload_seconds))
            idle, beside = beside_bulk(server, picture, capacity, Path(bulk), arguments.bulk_seconds)
    searches = [[name, *(report.rounded(percentiles[each]) for each in (50, 95, 99))]
                for name, percentiles in (("idle", idle), ("while a job takes in a folder", beside))]
    return (f"{TIMES} × the capacity for {arguments.overload_seconds:.0f} s\n\n" + report.table(["overload", *CROWDS], [[*first, following[1]] for first, following in zip(*crowds)])
            + "\n\n" + report.table(["one client searches, ms", "p50", "p95", "p99"], searches))


def capacity_of(server: processes.Server, picture: bytes, rate: float) -> float:
    """Searches a second that are answered, about `rate` of them."""
    requests = max(3 * CROWD, round(rate * CAPACITY_SECONDS))
    return max(load.accepted(server.url(SEARCH), picture, CROWD, requests=requests).rate for _ in range(2))


def overloaded(server: processes.Server, picture: bytes, capacity: float, seconds: float) -> list[list[str]]:
    with tempfile.NamedTemporaryFile() as body:
        body.write(load.form(picture))
        body.flush()
        provision.class_path()  # what has to be compiled first takes none of the measured time
        with processes.resident(server, every=seconds / 4) as memory:
            said = provision.java_program("io.imagesearch.OpenLoop", server.url(SEARCH), body.name, load.CONTENT_TYPE, TIMES * capacity, seconds)
    got = {name: float(value) for name, value in map(str.split, said.splitlines())}

    def millis(name: str) -> str:
        return " / ".join(report.rounded(got[f"{name}-{each}"]) for each in ("p50", "p99", "max")) if f"{name}-p50" in got else "none"

    # Status 0 is a request that got no answer.
    others = ", ".join(f"{value:.0f} × {name}" for name, value in got.items() if name.startswith("status-"))
    accepted = got["crowd-accepted"] / got["seconds"]
    return [
        ["capacity: 16 clients that wait for their answers, searches/s", report.rounded(capacity)],
        ["offered, searches/s", report.rounded(got["crowd"] / got["seconds"])],
        ["answered with 200, searches/s", report.rounded(accepted)],
        ["of the capacity", report.rounded(accepted / capacity)],
        ["of what the generator leaves of it", report.rounded(accepted / capacity / (1 - got["generator-cores"] / len(os.sched_getaffinity(0))))],
        ["answered with 200: p50 / p99 / longest, ms", millis("crowd-accepted")],
        ["refused with 503", f"{got['crowd-refused']:.0f}"],
        ["of them without Retry-After", f"{got['crowd-silent']:.0f}"],
        ["refused: p50 / p99 / longest, ms", millis("crowd-refused")],
        ["anything else", others or "none"],
        ["came back after Retry-After, accepted then", f"{got['returned-accepted']:.0f} of {got['returned']:.0f}"],
        ["a lone client in the 5 s after, accepted", f"{got['lone-accepted']:.0f} of {got['lone']:.0f}"],
        ["a lone client in the 5 s after: p50 / p99 / longest, ms", millis("lone-accepted")],
        [f"resident memory before / every {seconds / 4:.0f} s, MB", " / ".join(map(report.rounded, memory))],
        ["the generator: its longest delay, ms / cores that it took", f"{report.rounded(got['latest'])} / {report.rounded(got['generator-cores'])}"],
    ]


def beside_bulk(server: processes.Server, picture: bytes, capacity: float, folder: Path, seconds: int) -> tuple[dict[int, float], dict[int, float]]:
    """Percentiles of one client's searches of the same collection, idle and while an ingest job has more than enough to do."""
    copies(folder, int(2 * capacity * (2 * seconds + 10)))
    with job(server, folder):
        time.sleep(seconds)
    idle = load.accepted(server.url(SEARCH), picture, 1, seconds=seconds).percentiles
    with job(server, folder):
        time.sleep(seconds)
        beside = load.accepted(server.url(SEARCH), picture, 1, seconds=seconds).percentiles
    return idle, beside


@contextlib.contextmanager
def job(server: processes.Server, folder: Path) -> Iterator[None]:
    """An ingest job that has more to do than it gets time for."""
    address = server.url(f"/api/v1/ingest-jobs/{begin_job(server, folder)['id']}")
    yield
    if "endedAt" in ask(address):
        raise RuntimeError("the ingest job ended before it was to")
    urllib.request.urlopen(urllib.request.Request(address, method="DELETE"), timeout=60).close()
    while "endedAt" not in ask(address):
        time.sleep(0.05)


def copies(folder: Path, count: int) -> None:
    """The pictures again and again, each time with another comment, which makes another picture of it for the service."""
    pictures = [path.read_bytes() for path in provision.pictures()]
    for number in range(count):
        picture = pictures[number % len(pictures)]
        comment = struct.pack(">HHI", 0xFFFE, 6, number)
        (folder / f"{number:06}.jpg").write_bytes(picture[:2] + comment + picture[2:])
