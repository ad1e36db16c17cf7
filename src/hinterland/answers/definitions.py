"""What a word means, in a sentence, and of a group its members."""

from __future__ import annotations

from hinterland import codes
from hinterland.answers import commands
from hinterland.answers.answer import Answer, said, word
from hinterland.indicators import Indicators
from hinterland.language.write import name
from hinterland.packaged import read_words
from hinterland.requests import Request


def answer(indicators: Indicators, r: Request) -> Answer:
    """Answer a request for what a word means."""
    assert r.term is not None
    same = (*commands.ask(r.text), commands.asked(r.text))
    return Answer(r, "answered", (_sentence(r, r.term.kind, r.term.value),), (), (), (), *same)


def _sentence(r: Request, kind: str, value: str) -> str:
    language = r.language
    if kind == "subject":
        members = [name(s, language) for s in codes.members(value)]
        return word("define:members", language, who=name(value, language), held=len(members), names=said(language, members))
    key = next((f"define:{k}" for k in (value, kind) if f"define:{k}" in read_words("hinterland.answers")), "define:name")
    entry = codes.held("concept" if kind == "concept" else "regime", value) if key in ("define:name", "define:regime") else None
    short, full = (entry.name(language), entry.name(language, short=False)) if entry is not None else (value, value)
    return word(key, language, short=short, name=full)
