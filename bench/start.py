"""How long the service takes from the first instruction to its first answer, with and without the JDK's AOT cache."""

import argparse
from collections import defaultdict

import processes
import provision
import report

VECTORS = "--add-modules=jdk.incubator.vector"
LONGEST = 12
NATIVE = "--enable-native-access=ALL-UNNAMED"


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--start-rounds", type=int, default=3, help="of starts in each form, in turn")


def run(arguments: argparse.Namespace) -> str:
    forms = {
        "java -jar": [NATIVE, "-jar", provision.JAR],
        "java -jar, SIMD for the index (make run)": [*processes.OPTIONS, "-jar", provision.JAR],
        **unpacked("", "the AOT cache", []),
        **unpacked("-simd", "the AOT cache, SIMD for the index", [VECTORS]),
    }
    seconds, memory = defaultdict(list), defaultdict(list)
    for turn in range(arguments.start_rounds + 1):
        for name, form in forms.items():
            with processes.service(java=[provision.java(), *form]) as server:
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


def unpacked(suffix: str, name: str, java_options: list[str]) -> dict[str, list]:
    """The jar unpacked by aot.sh, without its cache and with it."""
    folder = provision.WORK / f"aot{suffix}"
    environment = {"AOT_OPTIONS": " ".join(java_options)}
    provision.output([provision.ROOT / "search-service/aot.sh", folder], provision.environment(**environment))
    plain = [*java_options, NATIVE]
    jar = ["-jar", folder / "image-search.jar"]
    forms = {} if suffix else {"the unpacked jar": [*plain, *jar]}
    return forms | {f"the unpacked jar with {name}": [*plain, f"-XX:AOTCache={folder}/service.aot", *jar]}
