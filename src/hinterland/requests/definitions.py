"""Requests for what a word means, how two of them differ, and for what can be asked and how far it can be trusted: the templates of `definitions.csv`, those of words each
with the term in it, a word of the vocabulary or one of `terms.csv`. In goes a text; out comes what the term stands for, or None where something else is asked.
"""

from __future__ import annotations

import re
from functools import cache, reduce

from hinterland import codes
from hinterland.requests.counts import forms_of
from hinterland.requests.vocabulary import Meaning, level_words, records, vocabulary

EXPLAINED = ("flow", "balance", "growth", "share", "cagr", "contribution", "concept", "basis", "regime")
"""Kinds of words that are explained in a sentence each."""
REFUSED = ("chain", "dependence")
"""What isn't answered and explained all the same."""
ABOUT = ("help", "record", "sources", "growths", "least", "absent")
"""What is asked of the answers themselves, which is more than a term."""
ENDS = ("lead", "tail")
"""Rows of what may stand before a request for a meaning and behind it."""
QUOTES = " \"'“”‘’「」《》"
"""What a term may stand in."""


@cache
def _around() -> tuple[str, str]:
    """What may stand before a request for a meaning and behind it, as patterns."""
    ends = [[form for row in records("definitions") if row["of"] == end for form in row["forms"].split(";")] for end in ENDS]
    lead, tail = (f"(?:{'|'.join(forms)})*" for forms in ends)
    return lead, tail


@cache
def _templates() -> tuple[tuple[str, re.Pattern[str]], ...]:
    lead, tail = _around()
    members = "|".join([forms_of("member"), *(re.escape(form) for named in level_words().values() for form in named)])
    slots = (("{member}", f"(?:{members})"), ("{term}", "(?P<term>.+?)"), ("{other}", "(?P<other>.+?)"))
    return tuple(
        (row["of"], re.compile(lead + reduce(lambda made, slot: made.replace(*slot), slots, form) + tail, re.IGNORECASE))
        for row in records("definitions")
        if row["of"] not in ENDS
        for form in row["forms"].split(";")
    )


@cache
def _terms() -> dict[str, str]:
    """What is explained beside the words of requests, by its forms."""
    return {form: row["term"] for row in records("terms") for form in row["forms"].split(";")}


def _meaning(written: str, is_group: bool = False) -> Meaning | None:
    """What a term stands for that is explained, or a group whose members are."""
    term = written.strip(QUOTES).lower()
    own = next((_terms()[form] for form in (term, term.removeprefix("the ")) if form in _terms() and not is_group), None)
    if own is not None:
        return Meaning("term", own)
    for one in vocabulary().get(term, ()):
        is_bloc = one.kind == "partner" and bool(codes.group_members(one.value) or codes.memberships(one.value))
        if is_bloc or (one.kind == "subject" and codes.held("group", one.value) is not None):
            return one
        if not is_group and (one.kind in EXPLAINED or (one.kind == "refused" and one.value in REFUSED)):
            return one
    return None


def defined(text: str) -> Meaning | None:
    """What the term stands for of which a definition is asked, or the group whose members are; else what is asked of the answers themselves (`about`). How two terms
    differ is asked of both (`pair`)."""
    polite = text.strip(" ?？。.!！")
    for of, pattern in _templates():
        if (found := pattern.fullmatch(polite)) is None:
            continue
        if "term" not in pattern.groupindex:
            return Meaning("about" if of in ABOUT else "term", of)
        one = _meaning(found["term"], of == "group")
        other = _meaning(found["other"]) if of == "pair" else one
        if one is None or other is None or (of == "pair" and (one.kind, other.kind) == ("flow", "flow") and text.isascii()):
            continue
        return one if one == other else Meaning("pair", f"{one.kind} {one.value} {other.kind} {other.value}")
    return None
