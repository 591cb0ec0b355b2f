"""The embedder against the engine's own limit, and that engine against two others."""

import argparse
from collections import defaultdict

import provision
import report

MODELS = provision.ROOT / "models/efficientnet-lite0"
NETWORK_SIZE = 224


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--embedder-rounds", type=int, default=2, help="of a process each with three rounds, and of the other engines")
    parser.add_argument("--embedder-seconds", type=float, default=2, help="of each measurement")


def run(arguments: argparse.Namespace) -> str:
    seconds = arguments.embedder_seconds
    measured: dict[str, list[float]] = defaultdict(list)
    for _ in range(arguments.embedder_rounds):
        collect(measured, provision.java_program(
            "io.imagesearch.embedding.EmbedderBenchmark", provision.pictures()[0].parent, 3, seconds, "--logging.level.root=warn", *provision.SETTINGS))
        collect(measured, other_engines(seconds / 2))
    return tables(measured)


def collect(measured: dict[str, list[float]], said: str) -> None:
    for line in said.splitlines():
        name, value = line.split()
        measured[name].append(float(value))


def other_engines(seconds: float) -> str:
    python, environment = provision.python()
    program = provision.ROOT / "bench/engines/limits.py"
    return provision.output([python, program, MODELS / "model.onnx", NETWORK_SIZE, seconds], environment)


def tables(measured: dict[str, list[float]]) -> str:
    forward, batcher, decode, prepared, whole = (measured[name] for name in ("forward", "batcher", "decode", "input", "whole"))
    limits = [1 / (1 / f + 1 / d) for f, d in zip(forward, prepared)]
    rates = [
        ["forward passes alone (f)", report.spread(forward), "", ""],
        ["ready-made inputs through the batcher", report.spread(batcher), *judged(batcher, forward, 0.95)],
        ["decoding alone", report.spread(decode), "", ""],
        ["decoding and resizing alone (d)", report.spread(prepared), "", ""],
        ["JPEGs through all of it; limit 1/(1/f + 1/d)", report.spread(whole), *judged(whole, limits, 0.90)],
    ]
    milliseconds = {
        "decoding": [1e3 / d for d in decode],
        "resizing": [1e3 / p - 1e3 / d for p, d in zip(prepared, decode)],
        "forward pass": [1e3 / f for f in forward],
        "the rest": [1e3 / w - 1e3 / limit for w, limit in zip(whole, limits)],
    }
    stages = [[name, report.spread(values), report.spread([value / (1e3 / w) * 100 for value, w in zip(values, whole)])] for name, values in milliseconds.items()]
    middle = sorted(forward)[len(forward) // 2]
    engines = [[name.replace("-", ", "), report.spread(values), report.spread([value / middle for value in values])]
               for name, values in measured.items() if "-" in name]
    return "\n\n".join([
        report.table(["one process, all cores", "pictures/s", "of its limit", "target"], rates),
        report.table(["of one picture's time", "ms on all cores", "%"], stages),
        report.table(["the same network in", "pictures/s", "times f"], engines)])


def judged(values: list[float], limits: list[float], target: float) -> list[str]:
    """The share of its limit, round by round, and what was aimed at."""
    return [report.spread([value / limit for value, limit in zip(values, limits)]), f"{target:.2f}"]
