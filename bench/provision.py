"""What is measured and what measures it, made or fetched on first use by the scripts in dev/."""

import functools
import os
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "image-search"
JAR = ROOT / "search-service/target/image-search.jar"
(ROOT / "target").mkdir(exist_ok=True)
# On the disk that the service would use, and gone when this program ends.
SCRATCH = tempfile.TemporaryDirectory(prefix="bench-", dir=ROOT / "target")
WORK = Path(SCRATCH.name)
PICTURES = 512
SETTINGS: list[str] = []  # of the service, beside those that a section needs
IMAGENET = ["--resize", "256", "--interpolation", "bicubic", "--mean", "0.485", "0.456", "0.406", "--std", "0.229", "0.224", "0.225"]


@functools.cache
def script(name: str, *arguments: str) -> str:
    """What a script of dev/ prints: a path."""
    return subprocess.run([ROOT / "dev" / name, *arguments], stdout=subprocess.PIPE, text=True, check=True).stdout.strip()


def java() -> str:
    """The java that runs the service."""
    return script("jdk") + "/bin/java"


@functools.cache
def aot() -> Path:
    """The folder with the unpacked jar, the JDK's AOT caches for it and what starts it."""
    folder = WORK / "aot"
    output([ROOT / "search-service/aot.sh", folder])
    return folder


def environment(**more: str) -> dict[str, str]:
    """This program's environment, and more."""
    return os.environ | more


def python(*packages: str) -> tuple[str, dict[str, str]]:
    """The Python with PyTorch, and the environment in which it finds further packages."""
    return script("python"), environment(PYTHONPATH=":".join(packages), PYTHONDONTWRITEBYTECODE="1")


def output(command: list, more: dict[str, str] | None = None, cwd: Path = ROOT) -> str:
    """What a program prints; what it says besides is shown only where it fails."""
    with subprocess.Popen([str(each) for each in command], cwd=cwd, env=more, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        try:
            said, aside = program.communicate()
        except BaseException:
            program.terminate()  # not killed: a script has to end what it started itself
            raise
    if program.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))[:200]}\n{said[-4000:]}\n{aside[-4000:]}")
    return said


def build() -> None:
    """The jar, as `make build` makes it."""
    subprocess.run(["make", "-s", "build"], cwd=ROOT, check=True)


@functools.cache
def pictures(count: int | None = None, side: int = 640) -> list[Path]:
    """JPEGs, all different, alone in a folder; by default of 640 pixels, and as many as are taken in."""
    folder = CACHE / f"bench-pictures-{count or PICTURES}-{side}"
    if not folder.is_dir():
        output([script("python"), ROOT / "bench/pictures.py", script("stamps"), folder, count or PICTURES, side])
    return sorted(folder.iterdir())


@functools.cache
def model(network: str, *options: str) -> Path:
    """A model folder with random weights, always the same."""
    folder = CACHE / "bench-models-2" / "-".join([network, *(option.lstrip("-") for option in options if "." not in option)])
    if not folder.is_dir():
        output([script("python"), ROOT / "models/export.py", "--network", network, "--weights", "random", "--seed", "0", "--out", folder,
                "--name", network, "--version", "1", "--source", "seeded random weights, for a benchmark", "--licence", "Apache-2.0", *options])
    return folder


@functools.cache
def class_path() -> str:
    """Of the benchmarks written in Java, compiled."""
    return maven("test-compile", "exec:exec").splitlines()[-1]


@functools.cache
def bundled() -> None:
    """The modules that the service's needs, where Maven looks for them when only the service's is built."""
    output([ROOT / "dev/maven", "-B", "-ntp", "-q", "-pl", "models,openvino", "-am", "install", "-Dspotless.check.skip=true"])


def maven(*arguments: str, **more: str) -> str:
    """Runs Maven on the service's module, and answers what it prints."""
    bundled()
    return output([ROOT / "dev/maven", "-B", "-ntp", "-q", "-Pbench", "-pl", "search-service", *arguments], environment(**more))


def java_program(name: str, *arguments: object) -> str:
    """Runs one of the benchmarks written in Java, and answers what it prints."""
    return output([java(), "--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-Xmx3g", "-cp", class_path(), name, *arguments], cwd=WORK)
