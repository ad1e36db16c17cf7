"""Members of a group that meet several conditions at once: those that each condition alone has, and who is among all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hinterland.answers import ranking
from hinterland.answers.answer import Answer, said, word
from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.language.write import name, sentence, when
from hinterland.language.write import what as noun
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


def overtaking(indicators: Indicators, r: Request, ledger: Ledger) -> Answer:
    """Members of a group that came to be above one region, or below it: who is so in the newest period and was the opposite a year before, each beside that region's figures."""
    plain, language = replace(r, fresh=False), r.language
    now = ranking.answer(indicators, plain, ledger)
    if now.status != "answered":
        return now
    last = Period.parse(now.claims[-1].period)
    first = last.year_before()
    before = ranking.answer(indicators, replace(plain, periods=(first,), test="<" if r.test == ">" else ">"), ledger)
    if before.status != "answered":
        return before
    was = {row.subject: row for row in before.rows}
    passed = [row for row in now.rows if row.subject in was]
    names = said(language, [word("overtook:one", language, name=row.name, before=was[row.subject].text, now=row.text) for row in passed])
    about = {"who": name(str(r.than), language), "count": len(passed), "names": names, "what": noun(now.claims[-1], language)}
    key = f"overtook:{r.test}" if passed else f"overtook:none:{r.test}"
    found = word(key, language, first=when(str(first), language), last=when(str(last), language), **about)
    absent = sorted({*now.missing, *before.missing})
    lacking = [word("missing", language, names=said(language, [name(s, language) for s in absent]))] if absent else []
    own = [sentence(a.claims[-1], language) for a in (now, before)]
    return replace(
        now,
        request=r,
        sentences=(found, *own, *lacking),
        rows=tuple(row for one in passed for row in (one, was[one.subject])),
        notes=tuple(dict.fromkeys((*now.notes, *before.notes))),
        missing=tuple(absent),
        cautions=(),
    )


def within(indicators: Indicators, r: Request, condition: Answer, ledger: Ledger) -> Answer:
    """A ranking of those alone that another one lists, in its period."""
    period = Period.parse(condition.rows[0].period)
    made = ranking.answer(indicators, replace(r, periods=(period,)), ledger, only={row.subject for row in condition.rows})
    return replace(made, sentences=(*made.sentences, *condition.sentences), notes=tuple(dict.fromkeys((*made.notes, *condition.notes))))
