"""This service's decoders and resize against others that were tried."""

import argparse

import provision

PRINTS_ONLY = True  # the document's table is a person's


def run(arguments: argparse.Namespace) -> str:
    return provision.java_program("io.imagesearch.picture.DecodingBenchmark", provision.ROOT / "examples/images/photos")
