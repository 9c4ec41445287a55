"""The value of a run of number tokens, with its scale words."""

from decimal import Decimal

from kept.extract.numerals import Number, read_digits, read_vulgar, read_words
from kept.extract.tokens import Sentence

_HALF = Decimal("0.5")
_ONE = Decimal(1)


def read_run(sentence: Sentence, first: int, last: int, scale: Decimal = _ONE) -> Number | None:
    """Return the number of tokens [first, last), times `scale`; None where an article misleads.

    Reads digits with a vulgar fraction ("3 ½"), words ("two hundred and fifty"), articles
    before a scale ("a million", "half a million") and halves ("two and a half").
    """
    if sentence.tags[first:last] == "nsns":
        return _summed(sentence, first, scale)
    end, own = _split_scales(sentence, first, last)
    core = _read_core(sentence, first, end)
    if core is None:
        return None
    factor = own * scale
    return Number(core.value * factor, core.precision * factor)


def _summed(sentence: Sentence, first: int, scale: Decimal) -> Number | None:
    """Return "7 crore 50 lakh" as one number; None where the second part is not the smaller."""
    large = read_run(sentence, first, first + 2, scale)
    small = read_run(sentence, first + 2, first + 4, scale)
    if large is None or small is None or small.value >= scale_of(sentence, first, first + 2):
        return None
    return Number(large.value + small.value, small.precision)


def scale_of(sentence: Sentence, first: int, last: int) -> Decimal:
    """Return the product of the scale words that end the run [first, last)."""
    return _split_scales(sentence, first, last)[1]


def _split_scales(sentence: Sentence, first: int, last: int) -> tuple[int, Decimal]:
    factor = _ONE
    while last > first + 1 and sentence.tags[last - 1] in "sm":
        value = sentence.values[last - 1]
        if isinstance(value, Decimal):
            factor *= value
        last -= 1
    if last > first + 1 and sentence.tags[last - 1] == "-":
        last -= 1  # "$331-billion"
    return last, factor


def _read_core(sentence: Sentence, first: int, last: int) -> Number | None:
    tags = sentence.tags[first:last]
    head = tags[0]
    if head == "D" and sentence.words[first] not in {"a", "an"}:
        return None
    if tags.endswith("&DH"):
        base = _read_core(sentence, first, last - 3)
        half = sentence.values[last - 1]
        share = half if isinstance(half, Decimal) else _HALF
        return base and Number(base.value + share, share)
    if head in "nY":
        number = read_digits(sentence.words[first])
        if tags[-1] == "v" and sentence.values[last - 1] is None:
            share = read_vulgar(sentence.words[last - 1])
            return Number(number.value + share, share)
        return number
    if head == "v":
        spelt = sentence.values[first]
        share = spelt if isinstance(spelt, Decimal) else read_vulgar(sentence.words[first])
        return Number(share, share)
    if head == "H":
        value = sentence.values[first]
        return Number(value, value) if isinstance(value, Decimal) else None
    if "Q" in tags:
        return _spoken_decimal(sentence, first, first + tags.index("Q"), last)
    values = [value for value in sentence.values[first:last] if isinstance(value, Decimal)]
    return read_words(values) if values else Number(_ONE, _ONE)


def _spoken_decimal(sentence: Sentence, first: int, point: int, last: int) -> Number | None:
    """Return the number said digit by digit behind a point: "one point two five"."""
    whole = _read_core(sentence, first, point)
    digits = "".join(str(value) for value in sentence.values[point + 1 : last])
    if whole is None or sentence.words[point] != "point" or not digits.isdigit():
        return None
    precision = _ONE.scaleb(-len(digits))
    return Number(whole.value + Decimal(digits) * precision, precision)
