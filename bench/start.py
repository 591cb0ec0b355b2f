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
    jar = ["-jar", provision.aot() / "image-search.jar"]
    forms = {
        "java -jar": [NATIVE, "-jar", provision.JAR],
        "java -jar with jvm.options (make run)": [*processes.OPTIONS, "-jar", provision.JAR],
        "the unpacked jar with jvm.options": [*processes.OPTIONS, *jar],
        "the unpacked jar with jvm.options and the AOT cache": [*processes.OPTIONS, *processes.with_aot()],
    }
    seconds, memory = defaultdict(list), defaultdict(list)
    with processes.service("--image-search.role=embedder") as embedder:
        api = ["--image-search.role=api", f"--image-search.embedders.urls={embedder.url('')}"]
        roles = {name: (form, []) for name, form in forms.items()} | {f"the API role, {name}": (form, api) for name, form in list(forms.items())[-1:]}
        for turn in range(arguments.start_rounds + 1):
            for name, (form, settings) in roles.items():
                with processes.service(*settings, java=[provision.java(), *form]) as server:
                    if turn > 0:  # the first reads files that later ones find in memory
                        seconds[name].append(server.seconds_to_ready)
                        memory[name].append(server.memory()["VmRSS"])
    first = next(iter(forms))
    forms_table = report.table(
        ["start to the first answer", "seconds", "of the first", "resident memory, MB"],
        [[name, report.spread(seconds[name]), report.spread([a / b for a, b in zip(seconds[name], seconds[first])]), report.spread(memory[name])] for name in roles])
    return f"{forms_table}\n\n{causes()}"


def causes() -> str:
    """What Spring's start spends its time on, in a process of its own that the JDK has not yet warmed up."""
    said = provision.java_program("io.imagesearch.StartupProfile", "--server.port=0", f"--image-search.data={provision.WORK}/profile", "--logging.level.root=warn", *provision.SETTINGS)
    rows = [line.split(None, 1) for line in said.splitlines() if line.split() and line.split()[0].isdigit()]
    return report.table(["longest steps, those inside of them not counted", "ms"], [[name, millis] for millis, name in rows[:LONGEST]])
