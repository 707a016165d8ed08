"""Curves: what each arm of a study reaches, by number of rules and by CPU seconds."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from preceptor.logic import InputError, Unavailable, did_you_mean
from preceptor.syntax.files import write_bytes

if TYPE_CHECKING:
    from preceptor.study.curves import Point

FORMATS = ("svg", "png", "pdf")


def ready(path: Path) -> None:
    """Raises InputError for a name that says no format, Unavailable without matplotlib: before
    anything is computed that could then not be drawn."""
    form = path.suffix.removeprefix(".").lower()
    if form not in FORMATS:
        hint = did_you_mean(form, FORMATS) or f"end it in .{', .'.join(FORMATS)}"
        raise InputError(f"{path}: no format {form!r} to draw in", hint)
    if find_spec("matplotlib") is None:
        raise Unavailable("matplotlib is not installed", "pip install 'preceptor[report]'")


def draw(curves: Mapping[str, Sequence[Point]], title: str, path: Path) -> None:
    """Writes a figure of two panels with a line an arm. Raises what `ready` does."""
    ready(path)
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context({"svg.hashsalt": "preceptor", "font.size": 8}):
        figure = Figure(figsize=(9, 4), layout="constrained")
        panels = figure.subplots(1, 2, sharey=True)
        for axes, label, column in zip(panels, ("rules", "CPU seconds"), (0, 1), strict=True):
            for name, points in curves.items():
                ordered = sorted(points, key=lambda point: point[column])
                xs = [point[column] for point in ordered]
                axes.plot(
                    xs, [point.mrr for point in ordered], marker="o", markersize=3, label=name
                )
            axes.set_xscale("log")
            axes.set_xlabel(label)
            axes.grid(alpha=0.3)
        panels[0].set_ylabel("MRR")
        panels[0].legend(fontsize=6)
        figure.suptitle(title)
        drawn = io.BytesIO()
        form = path.suffix.removeprefix(".").lower()
        stamp = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}.get(form, {})
        figure.savefig(drawn, format=form, dpi=150, metadata=stamp)
    write_bytes(path, drawn.getvalue())
