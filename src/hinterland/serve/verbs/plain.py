"""Verbs of the API whose results are JSON as they are. A server doesn't write to its warehouse: a claim's id leads back to it as long as
the one in front remembers its statement; ids that `hinterland mine` and `hinterland site` printed are in the warehouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import Any

from hinterland.answers.stories import Stories
from hinterland.api import Hinterland
from hinterland.brief.output import evidence
from hinterland.brief.takeaways import advise
from hinterland.check.document import Document
from hinterland.check.judge import judge
from hinterland.claims.memory import Remembered, recall
from hinterland.claims.mine import best_first
from hinterland.claims.statement import identity
from hinterland.codes import Language
from hinterland.language import sentence, sentences
from hinterland.models import Claim
from hinterland.serve.replies import Reply, as_json
from hinterland.serve.verbs.figures import not_held
from hinterland.sources.reading import InputError

LANGUAGES: tuple[Language, ...] = ("en", "zh")
SAME = ("bounds", "outlook", "coverage")
"""The verbs that are asked and answered as those of the API are."""


def same(name: str) -> Callable[..., Reply]:
    """The verb that gives what one of the API does."""
    return lambda h, **asked: as_json(getattr(h, name)(**asked).to_dict())


def ask(h: Hinterland, q: str, language: Language | None = None) -> Reply:
    """The answer to a request."""
    found = h.ask(q, language=language)
    return as_json(found.to_dict(), found.claims)


def compare(h: Hinterland, subjects: str, **asked: Any) -> Reply:
    """Subjects side by side, their names with commas between them."""
    found = h.compare(*filter(None, map(str.strip, subjects.split(","))), **asked)
    return as_json(found.to_dict(), found.claims)


def regions(h: Hinterland) -> Reply:
    """Who can be asked about."""
    return as_json({"schema": "hinterland.regions/1", "regions": h.regions()})


def read(h: Hinterland, text: str | Document, *, dated: date | None = None) -> Reply:
    """A text as it is understood: its claims, each with how its slots were decided."""
    return as_json(h.read(text if isinstance(text, str) else text.text, dated=dated).to_dict())


def verify(h: Hinterland, claims: Sequence[dict[str, Any]], **asked: Any) -> Reply:
    """Claims from any program, judged like a text's own, each with the id that its evidence is shown by; what may be asked is what `h.verify` takes."""
    found = h.verify({"claims": list(claims)}, **asked)
    return as_json(found.to_dict(), [lasting(c) for c in found.claims])


def lasting(claim: Claim) -> Claim:
    """A claim of a text under the id that its statement has wherever it is made: its own number is the text's."""
    return claim.model_copy(update={"id": identity(claim), "text": "", "start": None, "end": None})


def advised(claim: Claim) -> dict[str, str]:
    """What to do before quoting a claim, and why, as the Claims page says it."""
    advice, _, why = advise([claim], "en")
    return {"advice": advice, "why": why}


def mined_dict(found: Stories) -> dict[str, Any]:
    """Mined claims by the contract of `hinterland mine`, best first."""
    claims = [
        m.claim.to_dict()
        | {
            "score": round(m.score, 4),
            "story": m.story,
            "explanation": m.alone.explain(),
            "sentences": sentences(m.claim),
            **advised(m.claim),
        }
        for m in best_first(found.mined)
    ]
    return {"schema": "hinterland.mine/1", "subject": found.subject, "period": found.period, "claims": claims}


def mine(h: Hinterland, subject: str, period: str, *, top: int = 20) -> Reply:
    """The most newsworthy claims, as `hinterland mine` prints them."""
    found = h.mine(subject, period, top=top, keep=False)
    nothing = {} if found else {"not_held": not_held(h, found.subject, f"nothing is held for {found.period}", "rest")}
    return as_json(mined_dict(found) | nothing, found.claims)


def claim(h: Hinterland, claim_id: str, *, statement: str = "") -> Reply:
    """A claim judged on this state, with its former evidence."""
    found = recalled(h, claim_id, statement)
    return as_json({**found.to_dict(), **advised(found.now.claim), "sentences": {x: worded(found.now.claim, x) for x in LANGUAGES}})


def worded(claim: Claim, language: Language) -> str:
    """A claim as a sentence, with the data's answer where it states none of its own; what it is about where that has no words."""
    try:
        return sentence(claim, language)
    except (ValueError, LookupError):
        return evidence.worded(claim, language)


def recalled(h: Hinterland, claim_id: str, statement: str) -> Remembered:
    """A claim by its id, or by the statement that somebody remembers, judged as a check does. Raises `InputError` where neither leads to it."""
    try:
        return recall(h.store, h.indicators, claim_id)
    except InputError:
        if not statement:
            raise
    stated = Claim.model_validate_json(statement)
    [judged], [evaluated] = judge(h.indicators, [stated]), h.evaluate([stated])
    return Remembered(replace(evaluated, claim=judged.claim), h.state.number, ())


def health(h: Hinterland) -> Reply:
    """That the warehouse answers, and from which state."""
    # Not as a user's query, which finds the levels of all groups summed.
    query = "SELECT count(*) AS figures, count(*) FILTER (WHERE reliability = 'derived') AS derived FROM observations"
    [counted] = h.indicators.engine.fetch(query)
    return as_json({"status": "ok", "state": h.state.number, **counted})


def warm(h: Hinterland) -> Reply:
    """What takes long the first time, done before anybody asks."""
    h.check("Anhui's trade was 1.01 trillion yuan in 2025, the fifth largest of the nation.")
    h.check("2025年安徽进出口总额1.01万亿元，居全国第五位。")
    return health(h)


def sources(h: Hinterland) -> Reply:
    """All sources with the number of observations that stand on each."""
    return as_json({"schema": "hinterland.sources/1", "sources": h.sources_table()})


def states(h: Hinterland) -> Reply:
    """The states of the warehouse; of files only their names, since where they lie is nobody's business here."""
    found = h.history()
    return as_json(found | {"states": [row | {"files": [PurePath(f).name for f in row["files"]]} for row in found["states"]]})


def pending(h: Hinterland, *, id_: str | None = None) -> Reply:
    """The files that are pending, or one of them with all that contradicts and explains it; of files only their names."""
    return as_json(named(h.pending(id_)))


def named(found: dict[str, Any]) -> dict[str, Any]:
    """The output on pending files, with their names alone."""
    return found | {"files": [f | {"file": PurePath(f["file"]).name} for f in found["files"]]}
