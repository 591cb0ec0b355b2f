"""Tables for the screen and for docs/benchmarks.md, where the text outside of a section's markers is a person's."""

import statistics
import unicodedata
from collections.abc import Sequence
from pathlib import Path

DOCUMENT = Path(__file__).resolve().parents[1] / "docs/benchmarks.md"


def rounded(value: float) -> str:
    """Three digits that say something."""
    if abs(value) >= 100:
        return f"{value:,.0f}".replace(",", " ")
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def spread(values: Sequence[float]) -> str:
    """Median, and smallest and largest of several."""
    if len(values) == 1:
        return rounded(values[0])
    return f"{rounded(statistics.median(values))} ({rounded(min(values))}–{rounded(max(values))})"


def width(text: str) -> int:
    return sum(0 if unicodedata.combining(letter) else 1 for letter in text)


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table that reads well as it is; all columns but the first are numbers."""
    widths = [max(width(row[i]) for row in [header, *rows]) for i in range(len(header))]

    def line(cells: Sequence[str]) -> str:
        padded = [cell + " " * (w - width(cell)) if i == 0 else " " * (w - width(cell)) + cell for i, (cell, w) in enumerate(zip(cells, widths))]
        return "| " + " | ".join(padded) + " |"

    rule = "|" + "|".join("-" * (w + 2) if i == 0 else "-" * (w + 1) + ":" for i, w in enumerate(widths)) + "|"
    return "\n".join([line(header), rule, *map(line, rows)])


def publish(section: str, text: str) -> None:
    """Puts the text between the section's markers."""
    begin, end = f"<!-- dev/bench {section} -->", f"<!-- end of {section} -->"
    document = DOCUMENT.read_text(encoding="utf-8")
    before, found, rest = document.partition(begin)
    if not found or end not in rest:
        raise RuntimeError(f"{DOCUMENT.name} has no markers for {section}: {begin} and {end}")
    DOCUMENT.write_text(f"{before}{begin}\n\n{text.strip()}\n\n{end}{rest.partition(end)[2]}", encoding="utf-8")
