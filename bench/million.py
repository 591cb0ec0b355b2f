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
    began = time.perf_counter()
    with processes.service(f"--image-search.model.location={model}") as server:
        url = server.url(arguments.million_path)
        rows.append(["started", "", *memory(server)])
        for part, picture in enumerate(small):
            # Connections that stay, since a million new ones would use up the ports.
            measured = load.accepted(url, picture.read_bytes(), CLIENTS, requests=arguments.count // PARTS, keep_alive=True)
            rows.append([f"{(part + 1) * 100 // PARTS} %", report.rounded(measured.rate), *memory(server)])
    took = time.perf_counter() - began
    return f"{arguments.count} pictures in {took / 60:.1f} minutes\n\n" + report.table(["embedded", "pictures/s", "resident now, MB", "at most so far, MB"], rows)


def memory(server: processes.Server) -> list[str]:
    measured = server.memory()
    return [report.rounded(measured["VmRSS"]), report.rounded(measured["VmHWM"])]
