"""Draws load, replicas and latency over time from the rows that AutoscalingKT and QueueScalingKT write."""

import csv
import sys

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot  # noqa: E402

SERIES = [
    ("searches/s", [("searches_per_second", "answered", "C0")]),
    ("ready pods", [("api_pods", "API", "C2"), ("embedder_pods", "embedder", "C1")]),
    ("latency, ms", [("p50_ms", "p50", "C0"), ("p95_ms", "p95", "C3")]),
    ("in the queue / in passes", [("queue_ratio", "mean of embedders", "C4")]),
]


def main(source: str, target: str) -> None:
    with open(source) as file:
        rows = list(csv.DictReader(file))
    seconds = [float(row["second"]) for row in rows]
    there = [(label, lines) for label, lines in SERIES if lines[0][0] in rows[0]]
    figure, panels = pyplot.subplots(len(there), 1, sharex=True, figsize=(9, 1 + 2 * len(there)), layout="constrained")
    for panel, (label, lines) in zip(panels, there):
        for column, name, colour in lines:
            style = "steps-post" if column.endswith("pods") else "default"
            panel.plot(seconds, [float(row[column]) for row in rows], label=name, color=colour, drawstyle=style)
        panel.set_ylabel(label)
        panel.set_ylim(bottom=0)
        panel.grid(alpha=0.3)
        panel.legend(loc="upper right", frameon=False)
    clients = [int(row["clients"]) for row in rows]
    for i in range(len(rows)):
        if i == 0 or clients[i] != clients[i - 1]:
            for panel in panels:
                panel.axvline(seconds[i], color="0.6", linewidth=0.8, linestyle=":")
            name = "client" if clients[i] == 1 else "clients"
            panels[0].annotate(
                f" {clients[i]} {name}",
                (seconds[i], 1),
                xycoords=("data", "axes fraction"),
                xytext=(0, -3),
                textcoords="offset points",
                va="top",
                fontsize=8,
            )
    panels[-1].set_xlabel("seconds")
    figure.savefig(target, dpi=110)


if __name__ == "__main__":
    main(*sys.argv[1:])
