"""Learn the forecast's parameters anew from the shipped statistics and write them.

Usage: python tools/fit_forecast.py. It takes about half a minute; the same snapshot gives the
same parameters.
"""

from kept.forecast.learning import learn
from kept.forecast.parameters import DATA, save
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


if __name__ == "__main__":
    main()
