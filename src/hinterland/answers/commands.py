"""The command, the call and the page that give the same as an answer."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from hinterland.answers.answer import word
from hinterland.answers.cells import basis, measured
from hinterland.codes import Period
from hinterland.language.write import name
from hinterland.models import Claim
from hinterland.requests import Request

NARROWED = ("product", "partner", "regime")


def same(r: Request, periods: Sequence[Period], claims: Sequence[Claim] = ()) -> tuple[str, str, str]:
    """A command, a call in Python, and the address of a page below its language, for an answer about some periods. `claims` are what was
    computed, whose SQL is given for single figures that no verb has. What neither gives is asked again as it was."""
    subject = r.subjects[0] if r.subjects else ""
    at = str(periods[0]) if periods else ""
    if r.what == "claim":
        return f"echo {_quoted(r.statement)} | hinterland check -", f"h.check({r.statement!r})", "check"
    if r.what == "brief":
        command = ["brief", subject, "--period", at, *(["--language", r.language] if r.language != "en" else [])]
        return _line(*command), f"h.brief({subject!r}, {at!r}, language={r.language!r})", page(subject, period=at)
    if r.what == "outlook" and len(r.subjects) > 1:
        one, other = (name(s, r.language) for s in (r.subjects if r.test != "<" else r.subjects[::-1]))
        year = max((p.end // 100 for p in r.periods), default=date.today().year + 1)
        claim = word("outlook:claim", r.language, one=one, other=other, what=measured(r, r.flow or "total", r.language), year=year)
        return _line("outlook", "--claim", claim), f"h.outlook(claim={claim!r})", page("outlook", subject=subject, flow=r.flow)
    if r.what == "outlook":
        mark = f"{r.amount.normalize():f}" if r.amount is not None else ""
        command = ["outlook", subject, *(["--threshold", mark] if mark else []), *(["--flow", r.flow] if r.flow else [])]
        given = "".join(f", {k}={v!r}" for k, v in (("threshold", mark), ("flow", r.flow)) if v)
        return _line(*command), f"h.outlook({subject!r}{given})", page("outlook", subject=subject, flow=r.flow, threshold=mark)
    shown = _shown(r, periods)
    if r.what not in ("figure", "comparison"):
        return *ask(r.text), shown
    if any(getattr(r, s) not in ("all", "world") for s in NARROWED) or r.op in COMPUTED:
        computed = next((c.evidence.sql for c in claims if c.evidence and c.evidence.sql), "")
        query = " ".join((computed if computed and r.op in COMPUTED else _query(r, periods)).split())
        return (_line("sql", query), f"h.sql({query!r})", shown) if r.op in (*COMPUTED, "level", "growth") else (*ask(r.text), shown)
    if len(r.periods) > 1 or r.op not in ("level", "growth"):
        return *ask(r.text), shown
    return *(_compare(r, periods) if len(r.subjects) > 1 else _show(r, periods)), shown


def _shown(r: Request, periods: Sequence[Period]) -> str:
    """The page that shows an answer: that of a subject or of several in a period where it has all that is asked, else that of the request."""
    if len(periods) == 1 and r.what == "figure" and len(r.subjects) == 1 and not r.currency:
        return page(r.subjects[0], period=str(periods[0]))
    if len(periods) == 1 and r.what == "comparison" and len(r.subjects) > 1 and r.flow is None and r.op == "level" and not r.currency:
        return page("compare", subjects=",".join(r.subjects), period=str(periods[0]))
    return asked(r.text)


def asked(text: str) -> str:
    """The page of a request."""
    return page("ask", q=text)


def ask(text: str) -> tuple[str, str]:
    """The command and the call that ask a request again."""
    return _line("ask", text), f"h({text!r})"


def _compare(r: Request, periods: Sequence[Period]) -> tuple[str, str]:
    """The command and the call that compare subjects in one period; what they don't take is asked again."""
    if len(periods) > 1 or r.each or r.basis:
        return ask(r.text)
    given = {"period": str(periods[0]), "flow": r.flow, "unit": r.currency, "measure": _measure(r)}
    growth, op = (("--growth",), {"op": "growth"}) if r.op == "growth" else ((), {})
    language = {"language": r.language} if r.language != "en" else {}
    subjects = (r.among,) if r.among else r.subjects
    return _line("compare", *subjects, *_options(given), *growth), _call("compare", subjects, given | op | language)


def _show(r: Request, periods: Sequence[Period]) -> tuple[str, str]:
    """The command and the call that show the figures of a subject in a period, or those of one length within it."""
    period = r.periods[0] if r.periods else periods[0] if len(periods) == 1 else None
    lengths = {p.kind for p in periods}
    given = {
        "period": str(period) if period else None, "flow": r.flow, "unit": r.currency, "basis": r.basis, "measure": _measure(r),
        "frequency": lengths.pop() if len(periods) > 1 and len(lengths) == 1 else None,
    }  # fmt: skip
    return _line("show", *r.subjects, *_options(given)), _call("show", r.subjects, given)


def _measure(r: Request) -> str | None:
    return r.concept if r.concept != "trade" else None


def _options(given: Mapping[str, str | None]) -> list[str]:
    return [x for k, v in given.items() if v for x in (f"--{k}", v)]


def _call(verb: str, subjects: Sequence[str], given: Mapping[str, str | None]) -> str:
    return f"h.{verb}({', '.join([*map(repr, subjects), *(f'{k}={v!r}' for k, v in sorted(given.items()) if v)])})"


def _line(*words: str) -> str:
    return " ".join(("hinterland", *map(_quoted, words)))


def _quoted(word: str) -> str:
    """A word as a shell takes it, in double quotation marks where it holds single ones and nothing that a shell would act on."""
    return f'"{word}"' if "'" in word and not any(c in word for c in '"$`\\!') else shlex.quote(word)


def page(path: str, **asked: Any) -> str:
    """The address of a page below its language; parameters that are nothing are left out."""
    query = {k: v for k, v in asked.items() if v}
    return path + (f"?{urlencode(query, safe=',/')}" if query else "")


COMPUTED = ("share", "balance")
"""What isn't among the figures as published: its SQL is that of the evidence."""


def _query(r: Request, periods: Sequence[Period]) -> str:
    """The SELECT that lists the same figures."""
    op = r.op if r.op in ("growth", "share") else "level"
    wanted = {"op": op, "concept": r.concept, "product": r.product, "partner": r.partner, "regime": r.regime}
    if r.flow:
        wanted["flow"] = r.flow
    if r.concept == "trade":
        wanted["basis"] = basis(r)
    if r.currency:
        wanted["currency"] = r.currency
    parts = [f"{k} = '{v}'" for k, v in wanted.items()]
    parts.append(f"region in ({', '.join(repr(s) for s in r.subjects)})")
    if periods:
        parts.append(f"period in ({', '.join(repr(str(p)) for p in periods)})")
    return f"select region, period, flow, value, unit, source from preferred where {' and '.join(parts)} order by value desc"
