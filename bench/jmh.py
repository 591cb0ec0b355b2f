"""Parts alone, by JMH: decoding, resizing, the batcher around a network that does nothing, a search of the index."""

import argparse
import json

import provision
import report


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--jmh", default="-f 1 -wi 3 -i 3 -w 1 -r 1", metavar="OPTIONS", help="of JMH: --jmh='-f 3 -i 10'")


def run(arguments: argparse.Namespace) -> str:
    result = provision.WORK / "jmh.json"
    provision.java_program(
        "org.openjdk.jmh.Main", r"io\.imagesearch\..*", "-bm", "avgt", "-tu", "us", "-foe", "true", *arguments.jmh.split(), "-rf", "json", "-rff", result,
        "-jvmArgsAppend", f"-Dbench.picture={provision.pictures()[0]}")
    return report.table(["benchmark", "threads", "µs", "± (99.9 %)"], [row(each) for each in json.loads(result.read_text())])


def row(measured: dict) -> list[str]:
    name = ".".join(measured["benchmark"].split(".")[-2:])
    parameters = ", ".join(f"{key}={value}" for key, value in measured.get("params", {}).items())
    metric = measured["primaryMetric"]
    error = report.rounded(metric["scoreError"]) if isinstance(metric["scoreError"], float) else ""
    return [f"{name} ({parameters})" if parameters else name, str(measured["threads"]), report.rounded(metric["score"]), error]
