from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from kept.model.forecasts import Odds, Question
from kept.pipeline import odds_of

TODAY = date(2026, 11, 27)


@pytest.fixture
def asked() -> Callable[..., Odds]:
    """Ask for odds from the shipped statistics; `by` is the first day after the deadline."""

    def ask(area: str, indicator: str, target: object, **more: object) -> Odds:
        given = {"as_of": TODAY, "deadline": more.pop("by", None), **more}
        question = Question(area=area, indicator=indicator, target=Decimal(str(target)), **given)
        found = odds_of(question)
        assert found is not None
        return found

    return ask
