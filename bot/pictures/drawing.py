"""What every picture is drawn with: a size for phones, a ground that suits light and dark, colours for every eye.

The colours are Okabe and Ito's, which people with any of the common forms of colour blindness tell apart; nothing is
said by colour alone. Figures are made anew for each picture and share no state, so threads may draw at once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

BLUE, ORANGE, GREEN, PURPLE, GREY = "#0072B2", "#E69F00", "#009E73", "#CC79A7", "#6B7177"
INK, GROUND = "#1D1C1D", "#FFFFFF"
"""A white ground is kept in dark mode too: a picture with a transparent one would lose its dark letters there."""

_WIDTH, _ACROSS = 7.2, 1080
"""Inches, and pixels: the fewer inches they stand for, the larger are the letters."""

FOR_PHONES = 4.8
"""Inches: a phone shows the picture at less than a third, and its letters are still as large as Slack’s small ones."""

_PADDING = 0.1
"""Inches around what is drawn."""


@dataclass(frozen=True)
class Picture:
    """`alt` says in words all that the picture shows; it is drawn when its `png` is asked for."""

    name: str
    title: str
    draw: Callable[[], "Figure"]
    alt: str

    @property
    def png(self) -> bytes:
        return as_png(self.draw())


def a_figure(height: float, width: float = _WIDTH) -> "Figure":
    """Inches; 150 dots to each, or more where it is narrow."""
    # Half a second that only those should wait who draw.
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    figure = Figure(figsize=(width, height), dpi=_ACROSS / min(width, _WIDTH), facecolor=GROUND)
    figure.set_layout_engine("constrained", w_pad=_PADDING, h_pad=_PADDING)
    FigureCanvasAgg(figure)
    return figure


def as_png(figure: "Figure") -> bytes:
    written = BytesIO()
    figure.savefig(written, format="png", metadata={"Software": None})
    return written.getvalue()
