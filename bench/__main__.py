"""Measures this product on this machine and prints tables.

dev/bench [SECTION…] [--write] [options of the sections]
"""

import argparse
import datetime
import importlib
import signal
import sys
import time

import machine
import provision
import report

SECTIONS = ("stack", "embedder", "overload", "start", "million", "jmh", "decoding", "recall", "page")


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev/bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"by default all: {' '.join(SECTIONS)}")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/benchmarks.md")
    parser.add_argument("--pictures", type=int, default=provision.PICTURES, help="how many are taken in (default: %(default)s)")
    parser.add_argument("--settings", nargs="*", default=[], metavar="NAME=VALUE", help="of the service, such as image-search.embedding.workers=2")
    parser.add_argument("--busy", action="store_true", help="measure although the machine is busy; such figures are never written")
    for name in SECTIONS:
        module = importlib.import_module(name)
        if hasattr(module, "options"):
            module.options(parser.add_argument_group(name, (module.__doc__ or "").splitlines()[0]))
    return parser


def main() -> int:
    # Ended by a signal, every block still ends what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    parsed = parser().parse_args()
    unknown = set(parsed.sections) - set(SECTIONS)
    if unknown:
        print(f"dev/bench: there is no section {unknown.pop()}; there are {' '.join(SECTIONS)}", file=sys.stderr)
        return 2
    provision.PICTURES = parsed.pictures
    provision.SETTINGS = [f"--{setting}" for setting in parsed.settings]
    provision.build()
    try:
        for name in parsed.sections or SECTIONS:
            if not measure(name, parsed):
                return 1
    except KeyboardInterrupt:
        return 130
    except RuntimeError as failure:
        print(f"dev/bench: {failure}", file=sys.stderr)
        return 1
    return 0


def measure(name: str, parsed: argparse.Namespace) -> bool:
    module = importlib.import_module(name)
    taken = machine.busy_share()
    busy = taken > machine.TOO_BUSY
    if busy and not parsed.busy:
        print(f"dev/bench: others take {taken:.0%} of the processors; end them, or measure all the same with --busy", file=sys.stderr)
        return False
    began = time.perf_counter()
    tables = module.run(parsed)
    took = time.perf_counter() - began
    about = (f"{datetime.date.today()}, {machine.description()}, {machine.java_version(provision.java())}; "
             f"others took {taken:.0%} of the processors at the start{' (TOO MUCH)' if busy else ''}; {took:.0f} s.")
    print(f"\n{name}: {about}\n\n{tables}\n", flush=True)
    if parsed.write and busy:
        print("dev/bench: not written, since the machine was busy", file=sys.stderr)
    elif parsed.write and not hasattr(module, "PRINTS_ONLY"):
        report.publish(name, f"{tables}\n\n{about}")
    return True


if __name__ == "__main__":
    sys.exit(main())
