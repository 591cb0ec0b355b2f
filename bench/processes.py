"""Starts what is measured, waits until it is ready, reads its memory, and ends it, also when the measuring fails."""

import contextlib
import http.client
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import provision

OPTIONS = [f"@{provision.ROOT}/search-service/jvm.options"]  # as dev/run starts it
START_LIMIT = 120
STOP_LIMIT = 30


@dataclass(frozen=True)
class Server:
    """A program that is ready for requests."""

    process: subprocess.Popen
    port: int
    seconds_to_ready: float

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def memory(self) -> dict[str, float]:
        """Resident now (VmRSS) and at most so far (VmHWM) in MB, of the program and those it started."""
        total = {"VmRSS": 0.0, "VmHWM": 0.0}
        for pid in family(self.process.pid):
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                for line in Path(f"/proc/{pid}/status").read_text().splitlines():
                    name, _, value = line.partition(":")
                    if name in total:
                        total[name] += int(value.split()[0]) * 1024 / 1e6
        return total


def family(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            for child in tasks.read_text().split():
                found += family(int(child))
    return found


@contextlib.contextmanager
def resident(server: Server, every: float) -> Iterator[list[float]]:
    """Resident memory in MB: at the beginning of the block, and whenever so many seconds of it are over."""
    samples = [server.memory()["VmRSS"]]
    ended = threading.Event()

    def sample() -> None:
        while not ended.wait(every):
            samples.append(server.memory()["VmRSS"])

    sampling = threading.Thread(target=sample)
    sampling.start()
    try:
        yield samples
    finally:
        ended.set()
        sampling.join()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


@contextlib.contextmanager
def running(command: list[str], port: int, health: str = "/health", environment: dict[str, str] | None = None) -> Iterator[Server]:
    """Starts the command and waits until `health` answers 200; ends it with the block."""
    log = tempfile.NamedTemporaryFile("w+", prefix="bench-", suffix=".log")
    began = time.perf_counter()
    process = subprocess.Popen([str(each) for each in command], stdout=log, stderr=subprocess.STDOUT, env=environment, cwd=provision.WORK)
    try:
        while not answers(port, health):
            if process.poll() is not None or time.perf_counter() - began > START_LIMIT:
                raise RuntimeError(f"{command[0]} did not get ready:\n{Path(log.name).read_text()[-2000:]}")
            time.sleep(0.01)
        yield Server(process, port, time.perf_counter() - began)
        if process.poll() is not None:
            raise RuntimeError(f"{command[0]} ended while it was measured:\n{Path(log.name).read_text()[-2000:]}")
    finally:
        end(process)
        log.close()


def end(process: subprocess.Popen) -> None:
    """Asks it to end, and ends it where it doesn't."""
    process.terminate()
    try:
        process.wait(STOP_LIMIT)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def as_installed() -> list:
    """The program as an image has it: unpacked, with the JDK's AOT caches."""
    return [provision.aot() / "start"]


@contextlib.contextmanager
def service(*settings: str, program: list | None = None, data: Path | None = None) -> Iterator[Server]:
    """This product, on an empty data folder where none is given."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="data-", dir=provision.WORK) as empty:
        with running([*(program or as_installed()), f"--server.port={port}", f"--image-search.data={data or empty}", *settings, *provision.SETTINGS], port) as server:
            yield server
