"""This service against the stack of a student report: FastAPI, eager PyTorch and Milvus Lite, one picture in a forward pass.

Both in turn, one running at a time, same weights, same pictures, same load generator.
"""

import argparse
import contextlib
import json
import re
import statistics
import tempfile
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import load
import processes
import provision
import report

CLIENTS = (1, 4, 16, 64)
WARM_UP = 20  # seconds, as long for either side: the JVM compiles what a search needs while it runs
ASKED_BOTH = 20
Figures = dict[str, float]


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--stack-rounds", type=int, default=3, help="of both sides, in turn")
    parser.add_argument("--stack-seconds", type=float, default=3, help="of searches, about, for each number of clients")
    parser.add_argument("--networks", nargs="+", default=["efficientnet_lite0", "resnet34"], choices=["efficientnet_lite0", "resnet34"])


def run(arguments: argparse.Namespace) -> str:
    return "\n\n".join(compare(network, arguments.stack_rounds, arguments.stack_seconds) for network in arguments.networks)


def compare(network: str, rounds: int, seconds: float) -> str:
    pictures = provision.pictures()
    ours, theirs = defaultdict(list), defaultdict(list)
    agreement: dict[str, list[list[str]]] = {}
    for turn in range(rounds):
        asked = pictures[turn * 7].read_bytes()  # another picture in each round
        with tempfile.TemporaryDirectory(prefix="stack-", dir=provision.WORK) as scratch:
            for side, measured, names in ((our_side, ours, "fileName"), (their_side, theirs, "filename")):
                with side(network, Path(scratch)) as (server, search, figures):
                    figures |= searches(server.url(search), asked, seconds)
                    memory = server.memory()
                    figures |= {"memory after the load, MB": memory["VmRSS"], "memory at most, MB": memory["VmHWM"]}
                    if turn == 0:
                        agreement[names] = [best(server.url(search), picture.read_bytes(), names) for picture in pictures[::len(pictures) // ASKED_BOTH]]
                for name, value in figures.items():
                    measured[name].append(value)
    common = statistics.mean(len(set(a) & set(b)) for a, b in zip(*agreement.values()))
    rows = [row(name, ours[name], theirs[name]) for name in ours]
    return (f"{network}, {len(pictures)} pictures, {rounds} rounds in turn; {common:.1f} of the ten best are the same on both sides\n\n"
            + report.table([network, "image-search", "compared stack", "times better"], rows))


def row(name: str, ours: list[float], theirs: list[float]) -> list[str]:
    better = [a / b if name.endswith("/s") else b / a for a, b in zip(ours, theirs)]
    return [name, report.spread(ours), report.spread(theirs), report.spread(better)]


@contextlib.contextmanager
def our_side(network: str, scratch: Path) -> Iterator[tuple[processes.Server, str, Figures]]:
    folder = provision.pictures()[0].parent
    # Neither side refuses anybody: 64 clients at once may wait for more than the service's own limit.
    settings = [f"--image-search.ingest.roots={folder}", "--image-search.embedding.max-wait=5s"]
    if network != "efficientnet_lite0":
        settings.append(f"--image-search.model.location={provision.model(network, *provision.IMAGENET)}")
    with processes.service(*settings) as server:
        job = job_rate(server, folder)
    with processes.service(*settings) as server:
        figures = {"start to ready, s": server.seconds_to_ready, "ingest by a job, pictures/s": job, "ingest by a program, pictures/s": client_rate(server, folder)}
        yield server, "/api/v1/search", figures


def job_rate(server: processes.Server, folder: Path) -> float:
    """A job over a folder on the server, from the request to the end."""
    began = time.perf_counter()
    job = begin_job(server, folder)
    while "endedAt" not in job:
        time.sleep(0.02)
        job = ask(server.url(f"/api/v1/ingest-jobs/{job['id']}"))
    if job["added"] != len(provision.pictures()):
        raise RuntimeError(f"the job took in {job['added']} pictures: {job}")
    return job["added"] / (time.perf_counter() - began)


def begin_job(server: processes.Server, folder: Path) -> dict:
    return ask(server.url("/api/v1/ingest-jobs"), json.dumps({"folder": str(folder)}).encode(), "application/json")


def client_rate(server: processes.Server, folder: Path) -> float:
    """The command line client's own count, which begins when it has started, as the other side's does."""
    said = provision.output([*processes.as_installed(), "ingest", folder, "--url", server.url("")])
    added, seconds = re.search(r"Added\s+([\d,]+)", said), re.search(r"in ([\d.,]+) s,", said)
    if added is None or seconds is None or int(added[1].replace(",", "")) != len(provision.pictures()):
        raise RuntimeError(f"the client took in less than all pictures:\n{said}")
    return len(provision.pictures()) / float(seconds[1].replace(",", ""))


@contextlib.contextmanager
def their_side(network: str, scratch: Path) -> Iterator[tuple[processes.Server, str, Figures]]:
    program = provision.ROOT / "bench/baseline"
    python, environment = provision.python(provision.script("baseline"))
    environment |= {"NETWORK": network, "DATABASE": str(scratch / "baseline.db"), "GRPC_VERBOSITY": "NONE"}
    said = provision.output([python, program / "ingest.py", provision.pictures()[0].parent], environment)
    added, seconds = said.split()[-2:]
    if int(added) != len(provision.pictures()):
        raise RuntimeError(f"the compared program took in less than all pictures:\n{said}")
    rate = int(added) / float(seconds)
    port = processes.free_port()
    with processes.running([python, program / "server.py", port], port, environment=environment) as server:
        # It has one way to take in a folder, which stands against both of ours.
        yield server, "/search", {"start to ready, s": server.seconds_to_ready, "ingest by a job, pictures/s": rate, "ingest by a program, pictures/s": rate}


def searches(url: str, picture: bytes, seconds: float) -> Figures:
    rate = load.accepted(url, picture, clients=4, seconds=WARM_UP).rate
    figures = {}
    for clients in CLIENTS:
        # A number of requests and no time, which would cut off what many clients have under way at its end.
        measured = load.accepted(url, picture, clients, requests=max(3 * clients, round(rate * seconds)))
        name = f"{clients} client{'s' if clients > 1 else ''}"
        figures[f"search, {name}: searches/s"] = measured.rate
        for percentile in (50, 95, 99):
            figures[f"search, {name}: p{percentile}, ms"] = measured.percentiles[percentile]
    return figures


def best(url: str, picture: bytes, name: str) -> list[str]:
    return [each[name] for each in ask(url, load.form(picture), load.CONTENT_TYPE)["results"]]


def ask(url: str, body: bytes | None = None, content_type: str = "") -> dict:
    with urllib.request.urlopen(urllib.request.Request(url, body, {"Content-Type": content_type} if body else {}), timeout=60) as answer:
        return json.load(answer)
