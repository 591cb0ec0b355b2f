"""How long the service takes from the first instruction to its first answer, with and without the JDK's AOT cache."""

import argparse
from collections import defaultdict

import processes
import provision
import report

LONGEST = 12
NATIVE = "--enable-native-access=ALL-UNNAMED"


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--start-rounds", type=int, default=3, help="of starts in each form, in turn")


def run(arguments: argparse.Namespace) -> str:
    java, folder = provision.java(), provision.aot()
    unpacked = ["-jar", folder / "image-search.jar"]
    cluster = [java, f"@{folder}/cluster.options", f"-XX:AOTCache={folder}/cluster.aot", *unpacked]
    with processes.service("--image-search.role=embedder") as embedder:
        api = ["--image-search.role=api", f"--image-search.embedders.urls={embedder.url('')}"]
        forms = {
            "java -jar": ([java, NATIVE, "-jar", provision.JAR], []),
            "java -jar with jvm.options (make run)": ([java, *processes.OPTIONS, "-jar", provision.JAR], []),
            "the unpacked jar with jvm.options": ([java, *processes.OPTIONS, *unpacked], []),
            "as installed, with the AOT cache": (processes.as_installed(), []),
            "the API role as installed": (processes.as_installed(), api),
            "the API role with what start gives it beside Milvus": (cluster, api),
            "the embedder role as installed": (processes.as_installed(), ["--image-search.role=embedder"]),
        }
        seconds, memory = defaultdict(list), defaultdict(list)
        for turn in range(arguments.start_rounds + 1):
            for name, (program, settings) in forms.items():
                with processes.service(*settings, program=program) as server:
                    if turn > 0:  # the first reads files that later ones find in memory
                        seconds[name].append(server.seconds_to_ready)
                        memory[name].append(server.memory()["VmRSS"])
    first = next(iter(forms))
    forms_table = report.table(
        ["start to the first answer", "seconds", "of the first", "resident memory, MB"],
        [[name, report.spread(seconds[name]), report.spread([a / b for a, b in zip(seconds[name], seconds[first])]), report.spread(memory[name])] for name in forms])
    return f"{forms_table}\n\n{causes()}"


def causes() -> str:
    """What Spring's start spends its time on, in a process of its own that the JDK has not yet warmed up."""
    said = provision.java_program("io.imagesearch.StartupProfile", "--server.port=0", f"--image-search.data={provision.WORK}/profile", "--logging.level.root=warn", *provision.SETTINGS)
    rows = [line.split(None, 1) for line in said.splitlines() if line.split() and line.split()[0].isdigit()]
    return report.table(["longest steps, those inside of them not counted", "ms"], [[name, millis] for millis, name in rows[:LONGEST]])
