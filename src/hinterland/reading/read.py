"""Read a text: the way in for everybody else."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from hinterland.codes import Language
from hinterland.models import Claim
from hinterland.reading.decode import Decision, claim_of, decide
from hinterland.reading.document import Document, parse
from hinterland.reading.model import choose
from hinterland.reading.relations.rank import open_ends

NUMBER = re.compile(r"\d[\d.,]*")
LIKELY = 0.01
"""The least probability of a slot's value that makes an alternative reading: a wrong figure seldom agrees with one by chance, a right one that was misread nearly always does."""


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text as read: its claims in order, how many numbers were left alone, and by the id of a claim its alternative readings, the likeliest first."""

    text: str
    language: Language
    today: date
    claims: tuple[Claim, ...]
    left_alone: int
    doubts: dict[str, tuple[Claim, ...]] = field(default_factory=dict)


def read(text: str, today: date) -> ReadText:
    """Read a text dated `today` (the document's date, from which relative periods count)."""
    document = parse(text, today)
    claims: list[Claim] = []
    doubts: dict[str, tuple[Claim, ...]] = {}
    for decision in decide(document, choose):
        claim = claim_of(document, decision)
        if claim is None:
            continue
        own = {"id": f"c{len(claims) + 1}", "text": text[claim.start : claim.end]}
        claims.append(claim.model_copy(update=own))
        others = tuple(o.model_copy(update=own) for o in (*_alternatives(document, decision), *open_ends(document, decision, claim)))
        if others:
            doubts[own["id"]] = others
    used = sum(any(c.isdigit() for c in claim.text) for claim in claims)
    return ReadText(text, document.language, today, tuple(claims), max(0, len(NUMBER.findall(text)) - used), doubts)


def _alternatives(document: Document, decision: Decision) -> list[Claim]:
    """The readings that differ in one slot whose other value is likely too; that slot counts as decided, however small its odds."""
    found = []
    for slot, ranked in decision.others.items():
        for value, odds in ranked:
            if odds >= LIKELY and slot != "concept":
                other = Decision(decision.target, {**decision.slots, slot: value}, {**decision.odds, slot: 1.0}, {})
                if (claim := claim_of(document, other)) is not None:
                    found.append((odds, claim))
    return [claim for _, claim in sorted(found, key=lambda pair: -pair[0])]


def read_claims(text: str, today: date) -> list[Claim]:
    """The claims of a text dated `today`, in order, with the probability that each was read wholly right."""
    return list(read(text, today).claims)
