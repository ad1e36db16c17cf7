"""Figures that are of the same by the form of their sentence: a percentage that says an amount again (7.9 billion, or 43.6%), the level that a rate leads to (rose 4% to 7.9 billion).

`tied(decisions, document)` ties each such figure to the one before it, as far as both were decided alike: it is as likely to be right as that, whatever else makes it doubtful by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hinterland.reading.confidence import OWN, Decision
from hinterland.reading.document import Document, Target
from hinterland.reading.ends import amount_again
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Parsed


def tied(decisions: Sequence[Decision], document: Document) -> list[Decision]:
    """The decisions, each figure that another leads to with that one's."""
    found: list[Decision] = []
    for decision in decisions:
        last = found[-1] if found else None
        is_next = last is not None and last.target.sentence == decision.target.sentence
        is_tied = is_next and last is not None and _are_tied(document.parsed[decision.target.sentence], last.target, decision.target)
        found.append(replace(decision, tied=last) if is_tied and last is not None and _are_alike(last, decision) else decision)
    return found


def _are_tied(parsed: Parsed, last: Target, target: Target) -> bool:
    """Whether the form of an English sentence makes a figure one of the same as the figure before it."""
    if parsed.language != "en" or last.figure is None or target.figure is None:
        return False
    amount = amount_again(parsed, target)
    if amount is not None:
        return amount.start == last.start
    leads = parsed.between(last, target).lower() in forms("en", "rate-to-level")
    return leads and (last.figure.dimension, target.figure.dimension) in LED


LED = (("percent", "money"), ("percent", "quantity"))
"""What leads to a level, and what that level is in."""


def _are_alike(one: Decision, other: Decision) -> bool:
    """Whether two decisions have all slots in common but their own."""
    return {s: v for s, v in one.slots.items() if s not in OWN} == {s: v for s, v in other.slots.items() if s not in OWN}
