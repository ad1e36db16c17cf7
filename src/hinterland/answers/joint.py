"""Members of a group that meet several conditions at once: those that each condition alone has, and who is among all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hinterland.answers import ranking
from hinterland.answers.answer import Answer, said, word
from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.language.write import name
from hinterland.ledger import Ledger
from hinterland.requests import Request


def together(parts: Sequence[Answer]) -> Answer:
    """The answers to each condition as one: first who meets all of them, then each. Unheld where one of them is."""
    first, *more = parts
    language = first.language
    if any(a.status != "answered" for a in parts):
        return next(a for a in parts if a.status != "answered")
    common = [row.subject for row in first.rows if all(row.subject in {other.subject for other in a.rows} for a in more)]
    names = said(language, [name(s, language) for s in common])
    sentence = word("joint" if common else "joint:none", language, count=len(common), names=names)
    return replace(
        first,
        sentences=(sentence, *(s for a in parts for s in a.sentences)),
        rows=tuple(row for a in parts for row in a.rows if row.subject in common),
        claims=tuple(claim for a in parts for claim in a.claims if claim.subject in common),
        notes=tuple(dict.fromkeys(n for a in parts for n in a.notes)),
        cautions=tuple(c for a in parts for c in a.cautions),
    )


def within(indicators: Indicators, r: Request, condition: Answer, ledger: Ledger) -> Answer:
    """A ranking of those alone that another one lists, in its period."""
    period = Period.parse(condition.rows[0].period)
    made = ranking.answer(indicators, replace(r, periods=(period,)), ledger, only={row.subject for row in condition.rows})
    return replace(made, sentences=(*made.sentences, *condition.sentences), notes=tuple(dict.fromkeys((*made.notes, *condition.notes))))
