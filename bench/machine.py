"""The machine that is measured on, and whether it is idle enough for that."""

import os
import re
import subprocess
import time
from pathlib import Path

TOO_BUSY = 0.15  # of the processors, taken by others
INSTRUCTIONS = ("avx2", "avx512f", "avx512_bf16", "avx512_vnni", "amx_bf16")


def busy_share(seconds: float = 3) -> float:
    """
    How much of the processors is taken, over some seconds; while we only wait, that is by others. The load average would
    still tell of what this program measured before.
    """
    total, idle = processor_times()
    time.sleep(seconds)
    total_later, idle_later = processor_times()
    return 1 - (idle_later - idle) / max(1, total_later - total)


def processor_times() -> tuple[int, int]:
    """All so far, and of it idle or waiting for a disk."""
    times = [int(each) for each in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    return sum(times), times[3] + times[4]


def description() -> str:
    """One line for beside the figures."""
    cpu = Path("/proc/cpuinfo").read_text()
    name = re.search(r"^model name\s*: (.*)", cpu, re.M)
    flags = set(re.search(r"^flags\s*: (.*)", cpu, re.M)[1].split())
    memory = int(re.search(r"^MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text(), re.M)[1]) / 2**20
    having = ", ".join(each for each in INSTRUCTIONS if each in flags) or "neither AVX2 nor newer"
    return f"{len(os.sched_getaffinity(0))} × {name[1] if name else 'unknown processor'} ({having}), {memory:.0f} GiB of memory, Linux {os.uname().release}"


def java_version(java: str) -> str:
    """Of the JDK that runs the service."""
    return subprocess.run([java, "--version"], capture_output=True, text=True, check=True).stdout.splitlines()[0]
