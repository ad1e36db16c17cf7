"""Runs: names of one kind or figures of one unit, listed side by side (`A, B and C`, A、B和C), which belong together one by one.

In goes a sentence, out come its runs in order. A run is joined by nothing but commas and a conjunction, with articles and prepositions allowed in between.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

from hinterland import codes
from hinterland.codes import Language
from hinterland.language.mentions import Mention
from hinterland.language.parsed import Parsed


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_T = TypeVar("_T", bound=_Placed)

_LINK = {
    "en": re.compile(
        r"(?:'s|’s)?(?:\s(?:province|municipality))?(?P<comma>,)?(?P<and>\s(?:and|or|as well as|&|plus))?\s"
        r"(?:(?:by|to|with|from|in|of|for|into|about|around|nearly|some|over|more than|at|the|its|their|a|an|those|that|neighbou?ring)\s){0,3}",
        re.I,
    ),
    "zh": re.compile(r"(?:省|市|自治区|产品|等)?(?:(?P<comma>[、，,])|(?P<and>[和与及]|以及))(?:对|自|从|向|同|则|约|近|逾|超)?"),
}


def runs(found: Sequence[_T], text: str, language: Language) -> list[list[_T]]:
    """Neighbours that are listed together; an English list ends with a conjunction, and what a comma alone joins is no list."""
    made: list[list[_T]] = []
    current: list[_T] = []
    closed = False
    for x in found:
        link = _LINK[language].fullmatch(text[current[-1].end : x.start]) if current else None
        if link is not None and not closed and (link["comma"] or link["and"]) and not (language == "zh" and link["comma"] in ("，", ",")):
            current.append(x)
            closed = bool(link["and"])
            continue
        if len(current) > 1 and (closed or language == "zh"):
            made.append(current)
        current, closed = [x], False
    if len(current) > 1 and (closed or language == "zh"):
        made.append(current)
    return made


def name_runs(p: Parsed, kind: str) -> list[list[Mention]]:
    """The runs of a kind of name, each name once."""
    found = [n for n in p.names if n.kind == kind and n.code != "CN"]
    return [r for r in runs(found, p.sentence.text, p.sentence.language) if len({n.code for n in r}) == len(r)]


def group_of(p: Parsed, before: int) -> str | None:
    """The group that the regions listed last before a place make up, each of its members and nobody else: 沪苏浙皖."""
    listed: list[str] = []
    reached = None
    for n in (n for n in p.names if n.kind == "region" and n.code != "CN" and n.end <= before):
        beside = reached is not None and re.fullmatch(r"省?市?(?:[、和与及]|以及)?", p.sentence.text[reached : n.start])
        listed = [*listed, n.code] if beside else [n.code]
        reached = n.end
    return group_with(listed)


def group_with(members: list[str]) -> str | None:
    """The group that has these members and no others."""
    return next((g.code for g in codes.entries("group") if len(members) > 1 and set(codes.members(g.code)) == set(members)), None)


def basket(p: Parsed, product: str, first: int, last: int) -> str:
    """The basket that a run of products makes up where it is one: electric vehicles, batteries and solar cells are the new three."""
    for run in name_runs(p, "product"):
        if first <= run[-1].start < last and {n.code for n in run} >= {"electric-vehicles", "lithium-batteries", "photovoltaics"}:
            return "new-three"
    return product
