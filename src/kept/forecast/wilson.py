"""Wilson's interval for a share (Wilson, 1927, J. American Statistical Association 22)."""

from math import sqrt

_Z95 = 1.959964


def wilson(share: float, count: float) -> tuple[float, float]:
    """Return the 95 % interval of a share that was seen in `count` independent cases.

    >>> [round(end, 3) for end in wilson(0.0, 98)]
    [0.0, 0.038]
    """
    if count <= 0:
        return 0.0, 1.0
    square = _Z95 * _Z95
    centre = (share + square / (2 * count)) / (1 + square / count)
    half = _Z95 * sqrt(share * (1 - share) / count + square / (4 * count * count))
    half /= 1 + square / count
    return max(0.0, centre - half), min(1.0, centre + half)
