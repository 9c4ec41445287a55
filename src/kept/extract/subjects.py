"""Subject: the country, organisation, place or programme that a claim is about.

`SUBJECT_RULES` look at one construction each, the surest first: the owner or the place of the
measure, who receives promised money, the subject of the verb, a place or a body elsewhere in
the sentence. What the sentence leaves open is taken from the nearest earlier one that names
something fitting (`kept.extract.background`).
"""

from collections.abc import Callable
from typing import NamedTuple

from kept.extract.about import (
    About,
    Found,
    covers,
    entity_at,
    holds,
    in_measure,
    is_measure,
    is_of_firms_too,
    is_of_place,
    is_vague,
    particulars,
    reckons,
    shown,
    speaks,
)
from kept.extract.background import bare_quote
from kept.extract.doers import acting_before, agent, burdened, is_verb, pronoun, verb_subject
from kept.extract.heads import (
    BODY,
    FACILITY,
    NAME,
    PEOPLE,
    PLACE,
    PROGRAMME,
    THING,
    Entity,
    is_owner,
)
from kept.extract.proper import is_headline, name_at
from kept.extract.tokens import Sentence
from kept.lexicon.vocabulary import words
from kept.model.text import Quote


class Subject(NamedTuple):
    """The words that name the subject, what kind of thing it is, and the rule that found it."""

    quote: Quote
    kind: str
    rule: str


SubjectRule = Callable[[About], Found]


def find_subject(about: About) -> Subject | None:
    """Return the subject that the amount's own sentence names, or None."""
    for name, rule in SUBJECT_RULES:
        found = rule(about)
        if found is not None:
            return Subject(*found, name)
    return None


def earlier_subject(about: About) -> Subject | None:
    """Return the subject that the nearest earlier sentence names, or None."""
    elided = about.measure is None and about.measure_words != ""
    place = is_of_place(about) and not elided
    if about.source is not None and not place:
        return None
    counted = about.amount.noun >= 0 and not about.amount.currencies
    shared = is_of_firms_too(about)
    said = about.speaker
    if said is not None and holds(about.sentence, said) and about.background.is_firm(said):
        return Subject(said, NAME, "subject.speaker")  # "Orlo now expects sales of"
    found = about.background.nearest(place=place, counted=counted, shared=shared)
    return None if found is None else Subject(*found, "subject.earlier")


def last_resort(about: About) -> Subject | None:
    """Return whom another clause names, a country of the sentence, or what is measured, or None."""
    for name, rule in LAST_RULES:
        found = rule(about)
        if found is not None:
            return Subject(*found, name)
    for entity in about.entities:
        if is_measure(about, entity) and entity.kind in {BODY, FACILITY, PROGRAMME}:
            return Subject(*shown(about, entity), "subject.measure")
    return None


def is_measured(subject: Subject, *, costs: bool = False) -> bool:
    """Return whether a subject that acts may itself be what is measured: "it will cost".

    costs: the verb says what something costs: then it is that, whatever it is.
    """
    acts = subject.rule in {"subject.verb", "subject.pronoun", "subject.antecedent"}
    return acts and (costs or subject.kind in {FACILITY, PROGRAMME, THING})


def is_known_place(subject: Subject) -> bool:
    """Return whether a subject is a place by a common noun: "the borough" is where the text is."""
    return subject.kind == PLACE and subject.quote.exact[:1].islower()


def _antecedent(about: About) -> Found:
    """The National Programme, which aims to; the north, where half of them live."""
    sentence, at = about.sentence, about.clause[0]
    at -= at > 0 and sentence.words[at - 1] in {"where", "whose"}
    if at == 0 or sentence.words[at : at + 1] not in (["which"], ["where"], ["whose"]):
        return None
    last = at - (sentence.tags[at - 1] == ",")
    return next((shown(about, entity) for entity in about.entities if entity.last == last), None)


def _owner(about: About) -> Found:
    """Kenya's budget deficit; the bank's margin; its reserves: whose they are."""
    if about.measure is None:
        return None
    sentence, at = about.sentence, about.measure[0] - 1
    shares = not words("share_verbs").isdisjoint(
        sentence.words[about.clause[0] : about.amount.first]
    )
    if shares and verb_subject(about) is not None:
        return None  # "the reactor supplies 20 % of Finland's power"
    within = _leading_name(about)
    if within is not None or at < 0:
        return within
    if is_owner(sentence.words[at]):
        found = entity_at(about, at)
        if found is not None:
            return shown(about, Entity(found.first, at + 1, found.kind, owner=True))
        return _any_owner(about, at)
    if sentence.words[at] in words("possessives"):
        return _own(about, at)
    return None


def _leading_name(about: About) -> Found:
    """EU imports of gas; UK GDP: the name with which the measure begins."""
    first, last = about.measure or (0, 0)
    for entity in about.entities:
        if entity.first == first and entity.last < last and entity.kind in {NAME, PLACE}:
            return shown(about, entity)
    start, end = about.sentence.starts[first], about.sentence.ends[last - 1]
    for mention in about.mentions if last - first > 1 else ():
        if mention.kind != "name" and start <= mention.start and mention.end < end:
            exact = about.sentence.text[mention.start - about.sentence.start :][
                : mention.end - mention.start
            ]
            return Quote(exact, mention.start, mention.end), PLACE
    return None


def _any_owner(about: About, at: int) -> Found:
    """Return an owner that heads no list: "the driver's"; "this year's" owns nothing."""
    sentence = about.sentence
    if sentence.tags[at] in "TMR" or sentence.words[at][:-2] in words("times_of"):
        return None
    return bare_quote(sentence, Entity(at, at + 1, "name", owner=True)), "name"


def _own(about: About, at: int) -> Found:
    """Return whom "its" or "our" stands for: the entity before it, else an earlier one."""
    before = [
        entity
        for entity in about.entities
        if entity.last <= at and entity.kind != PEOPLE and not _is_person(about, entity)
    ]
    if before and about.sentence.words[at] not in {"our", "my"}:
        return shown(about, before[-1])
    if about.sentence.words[at] == "their":
        acting = acting_before(about, at)
        found = acting if acting is not None else about.background.plural()
        if found is not None:
            return found
    return about.background.nearest(place=is_of_place(about), shared=is_of_firms_too(about))


def _is_person(about: About, entity: Entity) -> bool:
    """Return whether an entity is the speaker by name: "its" is never a person's."""
    return entity.kind == NAME and speaks(about, entity)


def _sized(about: About) -> Found:
    """A canal of 19 km; the line is 11 km long: what is so large is what the figure is about."""
    amount, measure = about.amount, about.measure
    if measure is None or amount.noun >= 0 or amount.currencies or amount.unit in _NO_SIZES:
        return None
    forms = about.sentence.words
    sized = forms[amount.first - 1] == "of" or forms[amount.last : amount.last + 1] in _EXTENTS
    if not sized or measure[1] > amount.first or verb_subject(about) is not None:
        return None
    whole = (entity for entity in about.entities if entity.first <= measure[0])
    found = next((each for each in whole if measure[1] <= each.last), None)
    return shown(about, found) if found is not None and found.kind != PEOPLE else None


_NO_SIZES = frozenset({"", "percent", "percentage_points", "basis_points", "times"})
_EXTENTS = (["long"], ["wide"], ["high"], ["tall"], ["deep"])

_PLACING = frozenset({"in", "of", "at", "from", "across", "within", "throughout", "by", "among",
                      "around", "along", "near", "outside"})  # fmt: skip


def _place_of_measure(about: About) -> Found:
    """Farmers in Busia County; sales of the bakery chain; health spending in the state.

    What somebody hires, cuts or buys in a place is his: "Uwezo cut 40 jobs at its branches".
    """
    if not _is_given(about) and verb_subject(about) is not None:
        return None
    at = max(about.measure[1] if about.measure else 0, about.amount.last, about.amount.noun + 1)
    words_ = about.sentence.words
    if about.amount.unit == "percent" and words_[at : at + 1] == ["for"]:
        group = _entity_after(about, at)
        return shown(about, group) if group is not None and group.kind == PEOPLE else None
    given = about.amount.currencies and words_[at : at + 1] and words_[at] in {"from", "by"}
    if words_[at : at + 1] and words_[at] in _PLACING and not given:
        found = _entity_after(about, at)
        whole = about.amount.unit == "percent" and words_[at] == "of"
        if found is not None and not (whole and found.kind not in {NAME, PLACE, PEOPLE}):
            return shown(about, found)
    if about.measure is None or about.measure[1] >= about.clause[1]:
        return None
    joint = words_[about.measure[1]]
    if joint in _PLACING or joint == "to":
        found = _entity_after(about, about.measure[1])
        outward = words_[about.measure[1] - 1].lower() in words("outward")
        if found is not None and joint == "to" and (outward or found.kind == THING):
            return None
        return shown(about, found) if found else None
    return None


def _is_given(about: About) -> bool:
    """Return whether money is promised or handed over: then it is about who receives it."""
    if not about.amount.currencies:
        return False
    clause = about.sentence.words[about.clause[0] : about.clause[1]]
    return about.modality == "pledge" or not words("handing").isdisjoint(clause)


_GIVEN = frozenset({"to", "for", "in", "into", "at"})


def _receiver(about: About) -> Found:
    """Released to Assam; a loan for water supply in Sindh; an outlay for the centre in Gilgit."""
    if not about.amount.currencies:
        return None
    before = about.sentence.words[about.clause[0] : about.amount.first]
    handed = not words("handing").isdisjoint(about.sentence.words[about.clause[0] :])
    pledged = about.modality == "pledge" or not words("seeking").isdisjoint(before)
    for entity in about.entities:
        if not about.amount.last < entity.first < min(about.clause[1], about.until):
            continue
        at = entity.first - 1
        own = about.sentence.words[at] in words("possessives")
        while at > about.amount.last and about.sentence.tags[at] in "Dnw":
            at -= 1
        if own and entity.kind == PEOPLE:
            continue
        word = about.sentence.words[at]
        served = pledged and entity.kind in {BODY, FACILITY}
        if is_measure(about, entity) and word != "to" and not served:
            continue
        if (word == "to" and handed) or (pledged and word in _GIVEN):
            return shown(about, entity)
    return None


def _located(about: About) -> Found:
    """Lost power during the storm in Queensland; in the north, rents rose."""
    leads = about.sentence.words[0] in _LEADING
    for entity in particulars(about):
        inside = about.clause[0] <= entity.first < about.clause[1]
        inside = inside or (leads and entity.last + 1 == about.clause[0])
        if not inside or speaks(about, entity):
            continue
        at = entity.first - 1
        while at >= 0 and about.sentence.tags[at] in "Dnw":
            at -= 1
        joint = about.sentence.words[at] if at >= 0 else ""
        if joint in _WHERE or (joint == "on" and entity.owner):
            return shown(about, entity)
    return None


_WHERE = frozenset({"in", "at", "across", "into", "for", "of"})
_LEADING = frozenset({"in", "at", "across", "within", "around"})


def _within_clause(about: About) -> Found:
    """Any other entity of the clause: 60 countries have ratified the treaty."""
    for entity in particulars(about):
        inside = about.clause[0] <= entity.first < about.clause[1]
        if inside and not speaks(about, entity):
            return shown(about, entity)
    return None


def _actor(about: About) -> Found:
    """The agency denied that 200 staff had been dismissed: who acts in a clause before."""
    fitting = [
        entity
        for entity in particulars(about)
        if entity.last <= about.amount.first and not reckons(about, entity)
    ]
    acting = [entity for entity in fitting if entity.owner or _acts(about.sentence, entity)]
    if acting:
        return shown(about, acting[-1])
    return next(
        (shown(about, entity) for entity in about.entities if _is_country(about, entity)), None
    )


def _is_country(about: About, entity: Entity) -> bool:
    """Return whether an entity is "the country": wherever it stands, the figure is about it."""
    return about.sentence.words[entity.last - 1] in words("country_words")


def _acts(sentence: Sentence, entity: Entity) -> bool:
    """Return whether an entity opens its sentence or stands right before a verb."""
    if entity.first <= 1:
        return True
    return entity.last < len(sentence.tags) and is_verb(sentence, entity.last)


def _elsewhere(about: About) -> Found:
    """Any entity of another clause, the nearest before."""
    fitting = [entity for entity in particulars(about) if not reckons(about, entity)]
    before = [entity for entity in fitting if entity.last <= about.amount.first]
    if before:
        return shown(about, before[-1])
    return shown(about, fitting[0]) if fitting else None


def _country(about: About) -> Found:
    """The country nearest the amount in its clause, else nearest in the sentence."""
    sentence = about.sentence
    place = sentence.starts[about.amount.first]
    named = [
        mention
        for mention in about.mentions
        if not covers(about.source, mention.start) and not in_measure(about, mention)
    ]
    if not named:
        return None
    near = min(named, key=lambda mention: abs(mention.start - place))
    exact = sentence.text[near.start - sentence.start : near.end - sentence.start]
    return Quote(exact, near.start, near.end), PLACE


def _entity_after(about: About, at: int) -> Entity | None:
    """Return the entity that begins behind token `at`, articles and numbers between left out."""
    first = at + 1 + (about.sentence.tags[at + 1 : at + 2] == "D")
    found = next((entity for entity in about.entities if entity.first == first), None)
    if found is None and not is_headline(about.sentence):
        found = name_at(about.sentence, first)
        if found is not None and about.sentence.tags[found.last : found.last + 1] == "W":
            return None
    if found is None or is_measure(about, found) or is_vague(about, found):
        return None
    return found


SUBJECT_RULES: tuple[tuple[str, SubjectRule], ...] = (
    ("subject.antecedent", _antecedent),
    ("subject.owner", _owner),
    ("subject.sized", _sized),
    ("subject.receiver", _receiver),
    ("subject.place", _place_of_measure),
    ("subject.burdened", burdened),
    ("subject.verb", verb_subject),
    ("subject.pronoun", pronoun),
    ("subject.agent", agent),
    ("subject.located", _located),
    ("subject.clause", _within_clause),
    ("subject.actor", _actor),
)
"""Where a subject may be named, the surest place first."""

LAST_RULES: tuple[tuple[str, SubjectRule], ...] = (
    ("subject.elsewhere", _elsewhere),
    ("subject.country", _country),
)
"""Where a subject is looked for when no earlier sentence names one either."""

LOCAL = frozenset(
    ["subject.receiver", "subject.located", "subject.clause", "subject.country", "subject.measure"]
)
"""Rules whose subject holds for its own claim alone: later sentences are about another."""
