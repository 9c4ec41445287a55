"""What a quantity is about: the words of its clause that name what is measured or counted."""

from kept.extract.rules import Amount
from kept.extract.tokens import Sentence
from kept.model.text import Quote


def find_concept(sentence: Sentence, amount: Amount, clause: tuple[int, int]) -> tuple[Quote, ...]:
    """Return the noun phrases that name what an amount measures, in text order."""
    return ()
