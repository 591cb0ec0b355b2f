"""Very many pictures through one embedder: does its memory grow?

A tiny network and small pictures, so that a million of them takes minutes; requests, decoding, tensors, batches and the
engine's passes are the real ones.
"""

import argparse
import time

import load
import processes
import provision
import report

PARTS = 10
CLIENTS = 32
SIDE = 64
SMALL = ["--size", "32", "--resize", "32"]
NETWORK = "test_resnet"


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--count", type=int, default=50_000, help="of pictures that the embedder gets (the real thing: 1000000)")
    parser.add_argument("--million-path", default="/api/v1/search", help="what is asked with a form's file")


def run(arguments: argparse.Namespace) -> str:
    model = provision.model(NETWORK, *SMALL)
    small = provision.pictures(PARTS, SIDE)
    rows = []
    with processes.service(f"--image-search.model.location={model}") as server:
        url = server.url(arguments.million_path)
        began = time.perf_counter()
        for part, picture in enumerate(small):
            # Every second: a moment alone says more of the collector's rhythm than of what is kept.
            with processes.resident(server, every=1) as samples:
                # Connections that stay, since a million new ones would use up the ports.
                measured = load.accepted(url, picture.read_bytes(), CLIENTS, requests=arguments.count // PARTS, keep_alive=True)
            rows.append([f"{(part + 1) * 100 // PARTS} %", report.rounded(measured.rate), report.spread(samples), report.rounded(server.memory()["VmHWM"])])
        took = time.perf_counter() - began
    return f"{arguments.count} pictures in {took / 60:.1f} minutes\n\n" + report.table(["embedded", "pictures/s", "resident meanwhile, MB", "at most so far, MB"], rows)
