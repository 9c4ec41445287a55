"""Every quantity that a text states, whether or not it is a claim."""

from msgspec import Struct

from kept.model.claims import Change, Quantity
from kept.model.text import Quote


class Stated(Struct, frozen=True, kw_only=True):
    """A number of the text with all that its sentence says of it.

    counted: what is counted, with its adjectives and its last noun in the singular
    ("european country"); "" for money, rates and measures.
    change: how it moved, where a word says so.
    concept: the words that name what is measured or counted, in text order.
    role: `claim`, or the reason why the number claims nothing (`age`, `duration`,
    `threshold`, `score` ...).
    rules: the names of the rules that fired.
    """

    quantity: Quantity
    counted: str = ""
    change: Change | None = None
    concept: tuple[Quote, ...] = ()
    role: str = "claim"
    rules: tuple[str, ...] = ()
