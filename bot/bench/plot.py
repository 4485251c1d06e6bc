"""Draws how the time of a question grows with the library."""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple, Protocol, cast

from bot.bench.figures import QuestionFigures
from bot.texts import grouped, text
from knowledge.language import Language

_WIDTH, _HEIGHT, _DPI = 8.0, 5.0, 150  # 1200 × 750 pixels
_HEADROOM: Final = 1.35  # of the highest point, so that the legend covers none


class _Curve(NamedTuple):
    """One line: its name, its values, and a look that tells it apart without colour too; `side` is its labels' place.

    The colours are Okabe and Ito's, told apart with every kind of colour vision.
    """

    name: str
    values: list[float]
    colour: str
    marker: str
    dash: str
    side: int


class _Axes(Protocol):
    """What is used of Matplotlib's axes, whose own types are loose."""

    def plot(self, x: Sequence[float], y: Sequence[float], **look: object) -> object: ...
    def annotate(self, words: str, xy: tuple[float, float], **look: object) -> object: ...
    def set(self, **properties: object) -> object: ...
    def grid(self, **look: object) -> object: ...
    def legend(self, **look: object) -> object: ...
    def minorticks_off(self) -> object: ...


class _Figure(Protocol):
    def add_subplot(self) -> _Axes: ...
    def savefig(self, path: Path, **properties: object) -> object: ...


def can_draw() -> bool:
    """Whether what draws is installed: it is an extra."""
    return find_spec("matplotlib") is not None


def draw(questions: Sequence[QuestionFigures], path: Path, language: Language) -> None:
    """Write the curves, one point a library, to `path` as a PNG."""
    from matplotlib.figure import Figure  # noqa: PLC0415 - slow to import, and needed here alone

    figure = cast("_Figure", Figure(figsize=(_WIDTH, _HEIGHT), dpi=_DPI, layout="constrained"))
    _fill(figure.add_subplot(), sorted(questions, key=lambda one: one.passages), language)
    figure.savefig(path, format="png")


def _fill(axes: _Axes, questions: Sequence[QuestionFigures], language: Language) -> None:
    sizes = [float(one.passages) for one in questions]
    curves = _curves(questions, language)
    for curve in curves:
        look = {"color": curve.colour, "marker": curve.marker, "linestyle": curve.dash}
        axes.plot(sizes, curve.values, label=curve.name, linewidth=2, markersize=7, **look)
        for size, value in zip(sizes, curve.values, strict=True):
            axes.annotate(
                f"{value:.0f}",
                (size, value),
                color=curve.colour,
                textcoords="offset points",
                xytext=(0, curve.side),
                ha="center",
                va="center",
            )
    axes.set(
        xscale="log",
        xticks=sizes,
        xticklabels=[grouped(one.passages) for one in questions],
        ylim=(0, _HEADROOM * max(value for curve in curves for value in curve.values)),
        xmargin=0.08,
        title=text("bench.plot.title", language),
        xlabel=text("bench.plot.passages", language),
        ylabel=text("bench.plot.milliseconds", language),
    )
    axes.minorticks_off()
    axes.grid(axis="y", color="#dddddd")
    axes.legend(loc="upper left", frameon=False)


def _curves(questions: Sequence[QuestionFigures], language: Language) -> tuple[_Curve, ...]:
    p95 = [one.total_ms.p95 for one in questions]
    p50 = [one.total_ms.p50 for one in questions]
    embedding = [one.embed_ms.p50 for one in questions]
    return (
        _Curve(text("bench.plot.p95", language), p95, "#D55E00", "s", "-", 13),
        _Curve(text("bench.plot.p50", language), p50, "#0072B2", "o", "-", 13),
        _Curve(text("bench.plot.embed", language), embedding, "#000000", "^", "--", -14),
    )
