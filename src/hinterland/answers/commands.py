"""The command, the call and the page that give the same as an answer."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from hinterland.answers.cells import basis, measured
from hinterland.answers.words import word
from hinterland.codes import Period
from hinterland.language.write import name
from hinterland.models import Claim
from hinterland.requests import Request
from hinterland.requests.vocabulary import scope

NARROWED = ("product", "partner", "regime")


def same(
    r: Request, periods: Sequence[Period], claims: Sequence[Claim] = (), *, members: Sequence[str] = (), money: str | None = None
) -> tuple[str, str, str]:
    """A command, a call in Python, and the address of a page below its language, for an answer about some periods.

    `claims` are what was computed, whose SQL is given where no verb has them; `members` are those of a ranking, in the currency `money`.
    """
    subject = r.subjects[0] if r.subjects else ""
    at = str(periods[0]) if periods else ""
    if r.what == "claim":
        return f"echo {_quoted(r.text)} | hinterland check -", f"h.check({r.text!r})", "check"
    if r.what == "brief":
        command = ["brief", subject, "--period", at, *(["--language", r.language] if r.language != "en" else [])]
        return _line(*command), f"h.brief({subject!r}, {at!r}, language={r.language!r})", _page(subject, period=at)
    if r.what == "outlook" and len(r.subjects) > 1:
        one, other = (name(s, r.language) for s in (r.subjects if r.test != "<" else r.subjects[::-1]))
        year = max((p.end // 100 for p in r.periods), default=date.today().year + 1)
        claim = word("outlook:claim", r.language, one=one, other=other, what=measured(r, r.flow or "total", r.language), year=year)
        return _line("outlook", "--claim", claim), f"h.outlook(claim={claim!r})", _page("outlook", subject=subject, flow=r.flow)
    if r.what == "outlook":
        mark = f"{r.amount:f}" if r.amount is not None else ""
        command = ["outlook", subject, *(["--threshold", mark] if mark else []), *(["--flow", r.flow] if r.flow else [])]
        given = "".join(f", {k}={v!r}" for k, v in (("threshold", mark), ("flow", r.flow)) if v)
        return _line(*command), f"h.outlook({subject!r}{given})", _page("outlook", subject=subject, flow=r.flow, threshold=mark)
    asked = {"flow": r.flow, "unit": r.currency}
    simple = r.op in ("level", "growth") and r.concept == "trade" and all(getattr(r, s) in ("all", "world") for s in NARROWED)
    page = _page("compare", subjects=",".join(r.subjects), period=at) if len(r.subjects) > 1 else _page(subject, period=at)
    if r.what in ("figure", "comparison") and simple:
        verb = "compare" if len(r.subjects) > 1 else "show"
        options = [x for k, v in asked.items() if v for x in (f"--{k}", v)]
        spans = [x for p in (periods if len(periods) == 1 else ()) for x in ("--period", str(p))]
        given = ", ".join([*map(repr, r.subjects), *(f"{k}={v!r}" for k, v in (*asked.items(), ("period", at if spans else None)) if v)])
        return _line(verb, *r.subjects, *spans, *options), f"h.{verb}({given})", page
    computed = next((c.evidence.sql for c in claims if c.evidence and c.evidence.sql), "")
    query = computed if computed and r.op in COMPUTED else _query(r, periods, members or r.subjects, r.currency or money)
    query = " ".join(query.split())
    if r.what == "ranking" and (r.is_place or subject == scope()):
        page = _page("", period=at)
    return _line("sql", query), f"h.sql({query!r})", page


def _line(*words: str) -> str:
    return " ".join(("hinterland", *map(_quoted, words)))


def _quoted(word: str) -> str:
    """A word as a shell takes it, in double quotation marks where it holds single ones and nothing that a shell would act on."""
    return f'"{word}"' if "'" in word and not any(c in word for c in '"$`\\!') else shlex.quote(word)


def _page(path: str, **asked: str | None) -> str:
    told = {k: v for k, v in asked.items() if v}
    return path + (f"?{urlencode(told, safe=',/')}" if told else "")


COMPUTED = ("share", "balance")
"""What isn't among the figures as published: its SQL is that of the evidence."""


def _query(r: Request, periods: Sequence[Period], regions: Sequence[str], money: str | None) -> str:
    """The SELECT that lists the same figures."""
    ranked = r.what == "ranking"
    op = r.op if r.op in ("growth", "share") else "level"
    wanted = {"op": op, "concept": r.concept, "product": r.product, "partner": r.partner, "regime": r.regime}
    if r.flow:
        wanted["flow"] = r.flow
    if r.concept == "trade":
        wanted["basis"] = basis(r)
    if money:
        wanted["currency"] = money
    parts = [f"{k} = '{v}'" for k, v in wanted.items()]
    parts.append(f"region in ({', '.join(repr(s) for s in regions)})")
    if periods:
        parts.append(f"period in ({', '.join(repr(str(p)) for p in periods)})")
    if ranked and r.amount is not None and not r.is_place:
        parts.append(f"value {r.test or '>'}= {r.amount:f}")
    limit = f" limit {r.top}" if r.top else ""
    return f"select region, period, flow, value, unit, source from preferred where {' and '.join(parts)} order by value {r.order if ranked else 'desc'}{limit}"
