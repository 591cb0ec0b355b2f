"""Draws the chart's dashboards from a Prometheus: each panel where the dashboard has it, with what it would show.

Not by Grafana: by the JSON that Grafana reads. Prints the panels that have no data.
"""

import argparse
import io
import math
import re
import time
from datetime import datetime, timezone
from pathlib import Path

import matplotlib
from dashboard import Dashboard, Panel
from PIL import Image

matplotlib.use("Agg")
from matplotlib import dates, pyplot  # noqa: E402
from matplotlib.axes import Axes  # noqa: E402
from matplotlib.ticker import FuncFormatter  # noqa: E402

COLUMNS = 24
WIDTH, ROW = 14.0, 0.36  # inches of all columns, and of one row of the grid
LEGENDS = 8
INK, PAPER = "#24292e", "#f4f5f5"

DURATIONS = [(1, "s"), (1e-3, "ms"), (1e-6, "µs")]
SIZES = [(2**30, "GiB"), (2**20, "MiB"), (2**10, "KiB")]
NUMBERS = [(1e6, "M"), (1e3, "k")]


def scaled(value: float, scales: list[tuple[float, str]], smallest: str = "") -> str:
    for factor, name in scales:
        if abs(value) >= factor:
            return f"{value / factor:.3g} {name}".rstrip()
    return f"{value:.3g} {smallest}".rstrip()


def text(value: float, unit: str) -> str:
    """A value as Grafana writes it in a unit."""
    if unit == "bool_yes_no":
        return "yes" if value else "no"
    if unit == "percentunit":
        return f"{value * 100:.3g} %"
    if unit == "bytes":
        return scaled(value, SIZES, "B")
    if unit in ("s", "ms"):
        seconds = value if unit == "s" else value / 1000
        return "0" if value == 0 else scaled(seconds, DURATIONS, "s")
    number = scaled(value, NUMBERS)
    return {"ops": f"{number} /s", "reqps": f"{number} /s"}.get(unit, number)


def draw_stat(axes: Axes, panel: Panel) -> None:
    axes.axis("off")
    value = text(next(value for value in reversed(panel.series[0].values) if math.isfinite(value)), panel.unit)
    axes.text(0.5, 0.5, value, ha="center", va="center", fontsize=34, color="#1a7f37", transform=axes.transAxes)


def draw_lines(axes: Axes, panel: Panel, start: float, end: float) -> None:
    for series in panel.series:
        times = [datetime.fromtimestamp(time, timezone.utc) for time in series.times]
        axes.plot(times, series.values, lw=1.1, marker=".", markersize=1.5, label=series.name)
    axes.set_xlim(datetime.fromtimestamp(start, timezone.utc), datetime.fromtimestamp(end, timezone.utc))
    values = [value for series in panel.series for value in series.values if math.isfinite(value)]
    axes.set_ylim(bottom=min(0, *values))
    if max(values) <= 0:
        axes.set_ylim(top=1)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: text(value, panel.unit)))
    if panel.unit == "bool_yes_no":
        axes.set(ylim=(-0.1, 1.1), yticks=[0, 1])
    axes.xaxis.set_major_formatter(dates.DateFormatter("%H:%M"))
    handles, labels = axes.get_legend_handles_labels()
    if len(labels) > LEGENDS:
        labels = labels[: LEGENDS - 1] + [f"and {len(labels) - LEGENDS + 1} more"]
        handles = handles[:LEGENDS]
    axes.legend(
        handles, labels, loc="upper left", bbox_to_anchor=(0, -0.13), ncols=2, fontsize=6.5, frameon=False, borderaxespad=0
    )


def draw(dashboard: Dashboard, target: Path, start: float, end: float) -> None:
    rows = max(panel.y + panel.height for panel in dashboard.panels)
    figure = pyplot.figure(figsize=(WIDTH, rows * ROW + 0.5), facecolor=PAPER)
    height = rows * ROW + 0.5
    figure.text(0.01, 1 - 0.3 / height, dashboard.title, fontsize=14, color=INK)
    for panel in dashboard.panels:
        legend = 0 if panel.kind == "stat" else 0.16 * min(LEGENDS, len(panel.series) + 1) / 2 + 0.1
        left = panel.x / COLUMNS + 0.6 / WIDTH
        bottom = (rows - panel.y - panel.height) * ROW / height + (0.3 + legend) / height
        width = panel.width / COLUMNS - 0.8 / WIDTH
        axes = figure.add_axes((left, bottom, width, panel.height * ROW / height - (0.65 + legend) / height), facecolor="white")
        axes.set_title(panel.title, fontsize=9, loc="left", color=INK)
        axes.tick_params(labelsize=7, colors=INK)
        axes.grid(alpha=0.3)
        if not panel.series:
            axes.set(xticks=[], yticks=[])
            axes.text(0.5, 0.5, "no data", ha="center", va="center", color="0.5", transform=axes.transAxes)
        elif panel.kind == "stat":
            draw_stat(axes, panel)
        else:
            draw_lines(axes, panel, start, end)
    picture = io.BytesIO()
    figure.savefig(picture, dpi=75, facecolor=PAPER)
    pyplot.close(figure)
    # Of few colours, a third of the bytes.
    Image.open(picture).convert("RGB").quantize(48).save(target, optimize=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--since", type=float, required=True, help="seconds since 1970")
    parser.add_argument("--scraped-every", type=float, default=5, help="seconds")
    parser.add_argument("prometheus", help="its address")
    parser.add_argument("dashboards", type=Path, help="the chart's folder of them")
    parser.add_argument("target", type=Path, help="a folder")
    options = parser.parse_args()
    options.target.mkdir(parents=True, exist_ok=True)
    end = time.time()
    for file in sorted(options.dashboards.glob("*.json")):
        dashboard = Dashboard.read(file, options.prometheus, options.since, end, options.scraped_every)
        draw(dashboard, options.target / re.sub("json$", "png", file.name), options.since, end)
        for panel in dashboard.panels:
            if not panel.series:
                print(f"{file.stem}: {panel.title}")


if __name__ == "__main__":
    main()
