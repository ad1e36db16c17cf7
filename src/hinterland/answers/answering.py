"""The one way from a request to its answer: by what is asked, to the module that answers it; requests that go along are answered with it."""

from __future__ import annotations

from dataclasses import replace

from hinterland import codes
from hinterland.answers import cells, definitions, figures, history, judged, overtime, prose, ranking, sides, workings
from hinterland.answers.answer import Answer, word
from hinterland.answers.commands import ask, asked
from hinterland.answers.figures import upper
from hinterland.answers.joint import overtaking, together, within
from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.language.write import when
from hinterland.ledger import Ledger
from hinterland.requests import Request, Unclear
from hinterland.requests.messages import quoted
from hinterland.requests.slots import currencies


def answer(indicators: Indicators, ledger: Ledger, request: Request) -> Answer:
    """Answer a request. Raises `InputError` in a sentence where a brief or an outlook can't be made at all."""
    if request.also:
        first = replace(request, also=(), periods=request.periods[:1] if request.what == "ranking" else request.periods)
        return replace(_together([answer(indicators, ledger, one) for one in (first, *request.also)], request.text), request=request)
    if (dated := _dated(indicators, request)) is not request:
        made, note = answer(indicators, ledger, dated), when(str(dated.periods[0]), request.language)
        return replace(made, request=request, notes=(*made.notes, word("assumed:dated", request.language, period=note)))
    if (shared := _shared(indicators, request)) is not request:
        made, period = answer(indicators, ledger, shared), when(str(shared.periods[0]), request.language)
        return replace(made, request=request, notes=(*made.notes, word("assumed:shared", request.language, period=period)))
    if request.computed in (*workings.OF_SEVERAL, *overtime.PLACED):
        return workings.answer(indicators, request, ledger)
    if request.computed == "sides":
        return sides.answer(indicators, request, ledger)
    if request.computed == "chain":
        parts = [workings.chain(indicators, ledger, replace(request, subjects=(s,))) for s in request.subjects]
        return replace(_together(parts, request.text), request=request)
    if request.undated and request.what in ("history", "outlook"):
        return _undated(indicators, request)
    if request.than and request.fresh:
        return overtaking(indicators, request, ledger)
    if request.run and request.what == "ranking":
        return replace(_running(indicators, request, ledger), request=request)
    if request.besides:
        alone, beside = replace(request, besides=()), [ranking.answer(indicators, one, ledger) for one in request.besides]
        if alone.amount is None and beside[0].rows:
            return replace(within(indicators, alone, beside[0], ledger), request=request)
        return replace(together([ranking.answer(indicators, alone, ledger), *beside]), request=request)
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
    ways = {"definition": definitions.answer, "claim": judged.answer, "brief": prose.brief, "outlook": prose.outlook}
    return ways[request.what](indicators, request)


def _running(indicators: Indicators, request: Request, ledger: Ledger) -> Answer:
    """Members that met a condition in each of several years on end, up to the one named or the newest."""
    newest = ranking.answer(indicators, replace(request, run=0), ledger)
    if not newest.rows or newest.status != "answered":
        return newest
    last = Period.parse(newest.rows[0].period)
    years = [replace(request, run=0, periods=(last.shift(-12 * back),)) for back in range(1, request.run)]
    return together([newest, *(ranking.answer(indicators, one, ledger) for one in years)])


def without(error: Unclear, text: str, made: Answer) -> Answer:
    """The answer to what is left of a request without the words that its first sentence says are left out."""
    words = quoted(error.left_out, made.language)
    first = word("without", made.language, sentence=upper(error.cause), words=words, answer=made.sentence)
    return replace(made, request=replace(made.request, text=text.strip()), sentences=(first, *made.sentences[1:]))


BACK = 4
"""Maximum years looked back for months that are named without their year."""


def _dated(indicators: Indicators, r: Request) -> Request:
    """A request of months without their year as of the latest in which they are held: of a ranking of most of its members, else of each subject."""
    if not (r.yearless and r.what in ("figure", "comparison", "ranking")):
        return r
    is_ranking = r.what == "ranking"
    who = codes.members(ranking.scope_of(r)) if is_ranking else r.subjects
    flow = cells.with_flow(r, "assumed:flow")[0].flow
    for other in (r, *map(r.years_before, range(1, BACK))):
        wanted = [(s, f, p) for s in who for f in ((flow,) if is_ranking else cells.flows(r)) for p in other.periods]
        held = len({c.subject for c in cells.ask(indicators, other, wanted) if c.is_held})
        if 2 * held > len(who) if is_ranking else held == len(who):
            return other
    return r


def _shared(indicators: Indicators, r: Request) -> Request:
    """A comparison of amounts in which each subject's own are in another currency, or a multiple is asked, where it names neither one nor a period: in the newest year held of all
    in the same one.
    """
    own = {cells.currency(indicators, r, s) for s in r.subjects} if r.what == "comparison" and not r.currency else set()
    if (len(own) < 2 and not (r.times and own)) or r.periods or r.each or r.computed or r.op not in cells.AMOUNTS:
        return r
    moneys, flow = own if len(own) < 2 else currencies(), cells.flows(r)[0]
    if len({cells.newest(indicators, r, s, flow) for s in r.subjects}) == len(own) == 1:
        return r
    wanted = [(money, [cells.periods_held(indicators, r, s, flow, money) for s in r.subjects]) for money in moneys]
    held = {money: [{p for p, _ in one if p.kind == "year"} for one in each] for money, each in wanted}
    years = {money: max(common) for money, each in held.items() if (common := set.intersection(*each))}
    money = max(years, key=lambda m: years[m], default=None)
    return r if money is None else replace(r, currency=money, periods=(years[money],))


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
