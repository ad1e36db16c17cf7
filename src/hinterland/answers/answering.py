"""The one way from a request to its answer: by what is asked, to the module that answers it; requests that go along are answered with it."""

from __future__ import annotations

from dataclasses import replace

from hinterland.answers import figures, history, judged, prose, ranking
from hinterland.answers.answer import Answer
from hinterland.answers.commands import ask, asked
from hinterland.indicators import Indicators
from hinterland.ledger import Ledger
from hinterland.requests import Request


def answer(indicators: Indicators, ledger: Ledger, request: Request) -> Answer:
    """Answer a request. Raises `InputError` in a sentence where a brief or an outlook can't be made at all."""
    if request.also:
        first = replace(request, also=(), periods=request.periods[:1] if request.is_place else request.periods)
        return replace(_together([answer(indicators, ledger, one) for one in (first, *request.also)], request.text), request=request)
    if request.undated and request.what in ("history", "outlook"):
        return _undated(indicators, request)
    if request.what == "ranking":
        return ranking.answer(indicators, request, ledger)
    if request.what == "history":
        each = request.subjects if request.amount is not None else ()
        if len(each) > 1:
            parts = [history.answer(indicators, replace(request, subjects=(s,))) for s in each]
            return replace(_together(parts, request.text), request=request)
        return history.answer(indicators, request)
    if request.what in ("figure", "comparison"):
        return figures.answer(indicators, ledger, request)
    return {"claim": judged.answer, "brief": prose.brief, "outlook": prose.outlook}[request.what](indicators, request)


def _undated(indicators: Indicators, request: Request) -> Answer:
    """When something was so, where it ever was; else that it never was, and when it may be."""
    past = history.answer(indicators, replace(request, what="history", each=request.each or "year", last=False))
    if past.rows or past.status != "answered":
        return past if past.rows else prose.outlook(indicators, replace(request, what="outlook"))
    ahead = prose.outlook(indicators, replace(request, what="outlook", each=None))
    return replace(_together([replace(past, sentences=past.sentences[:2]), ahead], request.text), request=request)


def _together(parts: list[Answer], text: str) -> Answer:
    """Several answers to a text as one: answered where one of them is."""
    first = parts[0]
    commands, calls = (tuple(dict.fromkeys(x for x in found if x)) for found in ([a.command for a in parts], [a.call for a in parts]))
    again = [ask(a.request.text)[1] for a in parts]
    whole = ask(text) if any(call in again for call in calls) else (" && ".join(commands), "; ".join(calls))
    return replace(
        first,
        status="answered" if any(a.status == "answered" for a in parts) else "unheld",
        sentences=tuple(dict.fromkeys(s for a in parts for s in a.sentences)),
        rows=tuple(x for a in parts for x in a.rows),
        claims=tuple(x for a in parts for x in a.claims),
        notes=tuple(dict.fromkeys(n for a in parts for n in a.notes)),
        missing=tuple(dict.fromkeys(s for a in parts for s in a.missing)),
        cautions=tuple(x for a in parts for x in a.cautions),
        command=whole[0],
        call=whole[1],
        address=asked(text),
    )
