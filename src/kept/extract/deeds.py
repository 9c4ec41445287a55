"""Verbs of doing: what somebody who promises will do, and in which forms the verbs stand.

The bare forms lie in `commitments.toml` and `narration.toml`; the others are formed by rule,
and the irregular ones are listed.
"""

import re
from functools import cache

from kept.extract.cast import lower_parts
from kept.extract.names import head_end, is_actor, things
from kept.extract.sayings import acts
from kept.extract.tokens import Sentence
from kept.lexicon.load import table

_OBJECT = re.compile(r"v{0,2}[DdxNTBOHRbLQqj0z.]")
_COUNTED = re.compile("v{0,2}[Dd0.]")
_AGENT = re.compile(r"(?:[^aeiou]er|[st]or|ist|ian|nts)s?$")
_PRONOUNS = "hemw"


@cache
def group(name: str) -> frozenset[str]:
    """Return a list of `[deeds]` in `commitments.toml`, in lower case."""
    return frozenset(table("commitments.toml")["deeds"][name])


@cache
def lifeless() -> frozenset[str]:
    """Return heads of subjects that never act, gatherings among them."""
    gatherings = table("commitments.toml")["appointments"]["gatherings"]
    return group("lifeless") | frozenset(gatherings)


@cache
def deeds() -> frozenset[str]:
    """Return the bare forms of all verbs of doing."""
    words = table("commitments.toml")
    verbs = {verb for verb in words["initiatives"]["verbs"] if " " not in verb}
    roles = frozenset(words["appointments"]["bare"])
    return acts() | verbs | roles | group("verbs") | group("change") | group("paying")


@cache
def participles() -> dict[str, str]:
    """Return the past participle of each verb of doing, with its bare form."""
    irregular = table("commitments.toml")["participles"]
    return {irregular.get(verb, _regular(verb)): verb for verb in deeds()}


@cache
def gerunds() -> dict[str, str]:
    """Return the gerund of each verb of doing, with its bare form."""
    forms = {}
    for verb in deeds():
        past = _regular(verb)
        doubled = past == f"{verb}{verb[-1]}ed"
        stem = verb + verb[-1] if doubled else verb.removesuffix("e") if verb[-2:] != "ee" else verb
        forms[f"{stem}ing"] = verb
    return forms


@cache
def _bases() -> dict[str, str]:
    thirds = {f"{verb}es" if verb[-1] in "shx" else f"{verb}s": verb for verb in deeds()}
    return {**thirds, **participles(), **gerunds(), **{verb: verb for verb in deeds()}}


def base_of(word: str) -> str:
    """Return the bare form of a verb of doing, or the word itself.

    >>> base_of("investing"), base_of("built"), base_of("rivers")
    ('invest', 'build', 'rivers')
    """
    return _bases().get(word, word)


def _regular(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2] not in "aeou":
        return f"{verb[:-1]}ied"
    return f"{verb}{verb[-1]}ed" if verb in group("doubled") else f"{verb}ed"


def is_deed(sentence: Sentence, parts: str, at: int, forms: frozenset[str]) -> bool:
    """Return whether the token is a verb of doing in one of the forms, and takes an object.

    A word that is a noun too ("support", "plant") counts only before a number or an article.
    """
    words = sentence.words
    if at + 1 >= len(words) or words[at] not in forms:
        return False
    if sentence.tags[at + 1] in "bnwc":
        return True
    sought = _COUNTED if words[at] in group("nouns") else _OBJECT
    return sought.match(parts, at + 1) is not None and sentence.words[at + 1] not in {",", "."}


def is_several(word: str) -> bool:
    """Return whether a plural names bodies or people who act: "schools", "charities"."""
    single = f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")
    return word in group("agents") or (single != word and lower_parts().get(single) in {"b", "R"})


def is_willing(sentence: Sentence, parts: str, subject: tuple[int, int] | None, does: int) -> bool:
    """Return whether the subject does something of its own will.

    What things may undergo as well ("will double", "will reach") is done only by those who
    act: people, bodies, names. Of other deeds every subject is taken to be able that is no
    thing by its word.
    """
    verb = base_of(sentence.words[does])
    if subject is None:
        return False
    if verb == "have":  # "we will have lower limits", but not "the school will have 400 places"
        return subject[1] - subject[0] == 1 and parts[subject[0]] in "hew"
    if verb not in deeds():
        return False
    change = verb in group("change")
    if verb in group("intransitive") and not _OBJECT.match(parts, does + 1):
        return False
    if subject[1] - subject[0] == 1 and parts[subject[0]] in _PRONOUNS:
        return parts[subject[0]] != "m" or not change or "s" in parts[: subject[0]]
    head = sentence.words[head_end(parts, *subject) - 1]
    if head in things() or head in lifeless():
        return False
    return _acts(sentence, parts, subject, head) or (not change and parts[subject[0]] in "Dd")


def _acts(sentence: Sentence, parts: str, subject: tuple[int, int], head: str) -> bool:
    """Return whether a subject is a person, a body, a name, or a word for those who do."""
    if is_actor(sentence, parts, *subject) or head in group("agents") or is_several(head):
        return True
    return _AGENT.search(head) is not None
