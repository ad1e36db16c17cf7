"""What a word means, in a sentence, and of a group its members; what can be asked, how good forecasts have been, and why two rates of growth differ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hinterland import codes
from hinterland.answers import cells, commands, origins
from hinterland.answers.answer import Answer, said, word
from hinterland.answers.figures import over, upper
from hinterland.indicators import Indicators
from hinterland.language.write import name
from hinterland.packaged import read_words
from hinterland.requests import Request


def answer(indicators: Indicators, r: Request) -> Answer:
    """Answer a request for what a word means, or for what the answers themselves rest on."""
    assert r.term is not None
    parts = r.term.value.split() if r.term.kind == "pair" else [r.term.kind, r.term.value]
    told = (
        ABOUT[r.term.value](indicators, r)
        if r.term.kind == "about"
        else [_sentence(r, k, v) for k, v in zip(parts[::2], parts[1::2], strict=True)]
    )
    return Answer(r, "answered", tuple(told), (), (), (), *commands.ask(r.text), commands.asked(r.text))


def _sentence(r: Request, kind: str, value: str) -> str:
    language = r.language
    if kind in ("subject", "partner"):
        members = [name(s, language) for s in codes.members(value)]
        return word("define:members", language, who=name(value, language), held=len(members), names=said(language, members))
    key = next((f"define:{k}" for k in (value, kind) if f"define:{k}" in read_words("hinterland.answers")), "define:name")
    entry = codes.held("concept" if kind == "concept" else "regime", value) if key in ("define:name", "define:regime") else None
    short, full = (entry.name(language), entry.name(language, short=False)) if entry is not None else (value, value)
    return word(key, language, short=short, name=full)


def _help(indicators: Indicators, r: Request) -> list[str]:
    """What can be asked, with examples."""
    return [word("about:help", r.language), word("about:examples", r.language)]


def _record(indicators: Indicators, r: Request) -> list[str]:
    """How good forecasts of years have been, as an outlook has it."""
    from hinterland.outlook import record, tell_ahead

    shown = record.shown("years", record.OURS)
    return [word("about:record", r.language), *tell_ahead.recorded(shown, max(record.JUDGED), r.language)]


def _growths(indicators: Indicators, r: Request) -> list[str]:
    """Why growth as published isn't that of the levels, with both where a place and a period are named."""
    plain, out = cells.with_flow(replace(r, op="level"), "assumed:flow:past")[0], [word("about:growths", r.language)]
    for s, p in [(s, p) for s in r.subjects for p in r.periods]:
        grown = cells.ask(indicators, replace(plain, op="growth"), [(s, plain.flow, p)])
        before, level = cells.ask(indicators, plain, [(s, plain.flow, p.year_before()), (s, plain.flow, p)])
        out += [cells.render(c, r.language) for c in grown if c.is_held]
        if before.is_held and level.is_held:
            out.append(word("of", r.language, what=upper(cells.described(plain, level, r.language)), sentence=over(plain, before, level)))
    return out


ABOUT: dict[str, Callable[[Indicators, Request], list[str]]] = {
    "help": _help,
    "record": _record,
    "growths": _growths,
    "sources": origins.sources,
    "least": origins.least,
    "absent": origins.absent,
}
"""What is asked of the answers themselves, by the template that it fits."""
