"""Learn the forecast's parameters and the record of revisions anew, and write them.

Usage: python tools/fit_forecast.py. It takes about half a minute; the same snapshot gives the
same files.
"""

from kept.forecast.learning import learn
from kept.forecast.parameters import DATA, save
from kept.forecast.revising import learn_revisions
from kept.forecast.revisions import Shape
from kept.forecast.revisions import save as save_revisions
from kept.statistics.shelf import open_shelf


def main() -> None:
    """Write the parameters and say for which years."""
    parameters = learn(open_shelf())
    path = DATA / "parameters.npz"
    save(parameters, path)
    first, last = parameters.fitted[0].year, parameters.fitted[-1].year
    print(
        f"{path.name}: {first} to {last}, vintage {parameters.vintage}, "
        f"{path.stat().st_size / 1e3:,.0f} kB"
    )
    write_revisions(learn_revisions(open_shelf()))


def write_revisions(shapes: tuple[Shape, ...]) -> None:
    """Write how figures have been revised and say how often that was seen."""
    first = shapes[0]
    head = (
        "# Quantiles of revisions: the logarithm of what a vintage's last year stands at today\n"
        "# over what it stood at in August 2018, of series over all countries and of classes of\n"
        "# scale, 0 the calmest. After t years a value has been revised with a chance of\n"
        "# (t / years) ** power, and else stands. "
        "Written by make parameters.\n"
    )
    save_revisions(shapes, head)
    count = sum(one.n for one in shapes if not one.of.isdecimal())
    print(
        f"revisions: {count:,} over {first.years:.1f} years, growing with power {first.power:.2f}"
    )


if __name__ == "__main__":
    main()
