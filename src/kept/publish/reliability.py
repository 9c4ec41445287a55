"""The reliability diagram: odds foretold against what came true, as SVG of our own."""

from collections.abc import Iterator
from math import sqrt

from kept.model.backtests import Calibration
from kept.publish.markup import Markup, element, joined

_SIZE, _EDGE, _TOP, _FOOT = 420, 56, 24, 56
_STYLE = (
    "text{font:13px 'Helvetica Neue',Helvetica,Arial,sans-serif;fill:#57524a}"
    ".name{font-weight:700;fill:#1c1a17}.grid{stroke:#d9d4c8}.even{stroke:#57524a;"
    "stroke-dasharray:5 4}.line{fill:none;stroke:#1d4e89;stroke-width:2}"
    ".dot{fill:#1d4e89;fill-opacity:.75}.paper{fill:#fdfcf8}"
)


def reliability_diagram(one: Calibration, *, title: str) -> Markup:
    """Return the diagram; a dot's area shows how many cases it stands for, n is written beside."""
    shown = [tenth for tenth in one.bins if tenth.count]
    points = " ".join(f"{_x(tenth.odds):.1f},{_y(tenth.observed):.1f}" for tenth in shown)
    most = max(tenth.count for tenth in shown)
    dots = [
        element(
            "circle",
            cx=f"{_x(tenth.odds):.1f}",
            cy=f"{_y(tenth.observed):.1f}",
            r=f"{2.5 + 11 * sqrt(tenth.count / most):.1f}",
            class_="dot",
        )
        for tenth in shown
    ]
    counts = [
        element(
            "text",
            f"{tenth.count:,}",
            x=f"{_x(tenth.odds) + 16:.1f}",
            y=f"{_y(tenth.observed) + 18:.1f}",
            style="font-size:10.5px",
        )
        for tenth in shown
    ]
    width = _SIZE + _EDGE + 40
    return element(
        "svg",
        element("title", title),
        element("style", Markup(_STYLE)),
        element("rect", width=str(width), height=str(_SIZE + _TOP + _FOOT), class_="paper"),
        *_grid(),
        element("line", x1=f"{_x(0)}", y1=f"{_y(0)}", x2=f"{_x(1)}", y2=f"{_y(1)}", class_="even"),
        element("polyline", points=points, class_="line"),
        joined(dots),
        joined(counts),
        element("text", title, x=str(_EDGE), y="16", class_="name"),
        element(
            "text",
            "odds foretold, in 100",
            x=f"{_x(0.5):.0f}",
            y=f"{_y(0) + 42:.0f}",
            text_anchor="middle",
        ),
        element(
            "text",
            "reached, of 100",
            x="14",
            y=f"{_y(0.5):.0f}",
            text_anchor="middle",
            transform=f"rotate(-90 14 {_y(0.5):.0f})",
        ),
        viewBox=f"0 0 {width} {_SIZE + _TOP + _FOOT}",
        xmlns="http://www.w3.org/2000/svg",
        role="img",
    )


def _grid() -> Iterator[Markup]:
    for tenth in range(0, 11, 2):
        share = tenth / 10
        yield element(
            "line",
            x1=f"{_x(0)}",
            x2=f"{_x(1)}",
            y1=f"{_y(share)}",
            y2=f"{_y(share)}",
            class_="grid",
        )
        yield element(
            "line",
            x1=f"{_x(share)}",
            x2=f"{_x(share)}",
            y1=f"{_y(0)}",
            y2=f"{_y(1)}",
            class_="grid",
        )
        label = str(tenth * 10)
        yield element(
            "text", label, x=f"{_x(0) - 8:.0f}", y=f"{_y(share) + 4:.0f}", text_anchor="end"
        )
        yield element(
            "text", label, x=f"{_x(share):.0f}", y=f"{_y(0) + 20:.0f}", text_anchor="middle"
        )


def _x(share: float) -> float:
    return round(_EDGE + share * _SIZE, 1)


def _y(share: float) -> float:
    return round(_TOP + (1 - share) * _SIZE, 1)
