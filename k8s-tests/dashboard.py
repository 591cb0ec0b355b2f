"""A Grafana dashboard, with the data of a Prometheus in its panels."""

import json
import math
import re
import urllib.parse
import urllib.request
from dataclasses import dataclass
from pathlib import Path

POINTS = 300
LABEL_VALUES = re.compile(r"label_values\((?:(?P<series>.*),\s*)?(?P<label>\w+)\)")


@dataclass(frozen=True)
class Series:
    name: str
    times: list[float]
    values: list[float]


@dataclass(frozen=True)
class Panel:
    title: str
    kind: str
    unit: str
    x: int
    y: int
    width: int
    height: int
    series: list[Series]


def nearest(known: dict[float, float], time: float) -> float:
    """The value of a time, which Prometheus rounds to milliseconds."""
    value = known.get(round(time, 3), math.nan)
    return value if math.isfinite(value) else math.nan


@dataclass(frozen=True)
class Source:
    """A Prometheus over a stretch of time."""

    address: str
    start: float
    end: float
    step: float

    def ask(self, path: str, **parameters: str | float) -> list:
        address = f"{self.address}/api/v1/{path}?{urllib.parse.urlencode(parameters)}"
        with urllib.request.urlopen(address, timeout=60) as answer:
            return json.load(answer)["data"]

    def label_values(self, series: str, label: str) -> list[str]:
        return self.ask(f"label/{label}/values", **{"match[]": series, "start": self.start, "end": self.end})

    def lines(self, expression: str, legend: str) -> list[Series]:
        result = self.ask("query_range", query=expression, start=self.start, end=self.end, step=self.step)["result"]
        lines = []
        for series in result:
            name = re.sub(r"{{\s*(\w+)\s*}}", lambda label: series["metric"].get(label[1], ""), legend)
            known = {float(time): float(value) for time, value in series["values"]}
            if any(math.isfinite(value) for value in known.values()):
                # What is missing is a gap in the line.
                times = [self.start + i * self.step for i in range(int((self.end - self.start) / self.step) + 1)]
                lines.append(Series(name, times, [nearest(known, time) for time in times]))
        return sorted(lines, key=lambda line: line.name)


@dataclass(frozen=True)
class Dashboard:
    title: str
    panels: list[Panel]

    @staticmethod
    def read(file: Path, address: str, start: float, end: float, scraped: float) -> "Dashboard":
        """All choices of its variables are made, as by default."""
        dashboard = json.loads(file.read_text())
        step = math.ceil(max(scraped, (end - start) / POINTS))
        source = Source(address, math.floor(start), math.floor(end), step)
        # As Grafana chooses it, so that each stretch has some samples.
        values = {"$__rate_interval": f"{math.ceil(max(step + scraped, 4 * scraped))}s"}

        def fill(expression: str) -> str:
            for name, value in values.items():
                expression = expression.replace(name, value)
            return expression

        for variable in dashboard["templating"]["list"]:
            query = LABEL_VALUES.fullmatch(variable["query"])
            if query:
                found = source.label_values(fill(query["series"]), query["label"])
                values["$" + variable["name"]] = "(" + "|".join(map(re.escape, found)) + ")"
        panels = []
        for panel in dashboard["panels"]:
            place = panel["gridPos"]
            series = [
                line
                for target in panel["targets"]
                for line in source.lines(fill(target["expr"]), target["legendFormat"])
            ]
            unit = panel["fieldConfig"]["defaults"]["unit"]
            at = (place["x"], place["y"], place["w"], place["h"])
            panels.append(Panel(panel["title"], panel["type"], unit, *at, series))
        return Dashboard(dashboard["title"], panels)
