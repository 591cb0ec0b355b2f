"""The embedded index: recall, speed, size, and writers side by side."""

import argparse

import provision

PRINTS_ONLY = True  # the document's tables are a person's
VECTORS = provision.CACHE / "bench"


def run(arguments: argparse.Namespace) -> str:
    if not (VECTORS / "queries.f32").is_file():
        program = provision.ROOT / "search-service/bench/embed_crops.py"
        provision.output([provision.script("python"), program, provision.script("stamps"), VECTORS])
    return provision.maven("test", "-Dtest=RecallBench", f"-Dbench.vectors={VECTORS}")
