"""Requests for what a word means, and for what can be asked and how far it can be trusted: the templates of `definitions.csv`, those of words each with the term in it.
In goes a text; out comes what the term stands for, or None where something else is asked.
"""

from __future__ import annotations

import re
from functools import cache, reduce

from hinterland import codes
from hinterland.requests.counts import forms_of
from hinterland.requests.vocabulary import Meaning, level_words, records, vocabulary

EXPLAINED = ("flow", "balance", "growth", "share", "cagr", "contribution", "concept", "basis", "regime", "refused")
"""Kinds of words that are explained in a sentence each."""


QUOTES = " \"'“”‘’「」《》"
"""What a term may stand in."""


@cache
def _templates() -> tuple[tuple[str, re.Pattern[str]], ...]:
    members = "|".join([forms_of("member"), *(re.escape(form) for named in level_words().values() for form in named)])
    slots = (("{member}", f"(?:{members})"), ("{term}", "(?P<term>.+?)"))
    return tuple(
        (row["of"], re.compile(reduce(lambda made, slot: made.replace(*slot), slots, form), re.IGNORECASE))
        for row in records("definitions")
        for form in row["forms"].split(";")
    )


def defined(text: str) -> Meaning | None:
    """What the term stands for of which a definition is asked, or the group whose members are; else what is asked of the answers themselves (`about`)."""
    for of, pattern in _templates():
        found = pattern.fullmatch(text.strip(" ?？。.!！"))
        if found and "term" not in pattern.groupindex:
            return Meaning("about", of)
        for one in vocabulary().get(found["term"].strip(QUOTES).lower(), ()) if found else ():
            is_group = one.kind == "subject" and codes.held("group", one.value) is not None
            if is_group or (of == "term" and one.kind in EXPLAINED):
                return one
    return None
