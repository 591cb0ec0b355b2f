"""The page in a browser: what the first view takes, and how long presses take while others search."""

import argparse

import provision

PRINTS_ONLY = True  # the document's tables are a person's


def run(arguments: argparse.Namespace) -> str:
    return provision.maven("test", "-Dtest=PageBench", IMAGE_SEARCH_CHROMIUM=provision.script("chromium"))
