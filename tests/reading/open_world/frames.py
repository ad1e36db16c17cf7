"""Sentences with one open slot (`frames.csv`), and whether a claim read from one is about the thing that the tables know.

`filled(frame, word, wrong)` puts a word in, with the figures that the embedded data hold for the whole or with wrong ones; `is_about_known(frame, claim)` tells a claim that a stranger in the
slot should not have left.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from tests.reading.open_world.words import known, past, plural, real

from hinterland.codes import Language
from hinterland.models import Claim

HERE = Path(__file__).resolve().parent
TRUE: Mapping[Language, Mapping[str, str]] = {
    "en": {"level": "1.01", "growth": "17.3", "exported": "682.31", "exports": "17.8", "nation": "45.47"},
    "zh": {"level": "1.01", "growth": "17.3", "exported": "6823.1", "exports": "17.8", "nation": "45.47"},
}
"""What the embedded data hold: Anhui's trade and exports in 2025, the nation's trade."""
WRONG: Mapping[Language, Mapping[str, str]] = {
    "en": {"level": "2.63", "growth": "44.1", "exported": "913.77", "exports": "36.4", "nation": "71.36"},
    "zh": {"level": "2.63", "growth": "44.1", "exported": "9137.7", "exports": "36.4", "nation": "71.36"},
}
KINDS = {"verb": "verb", "partner": "name", "region": "name", "owner": "name"}
"""The kind of word that a slot takes where it is no noun."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A sentence with a slot, its language, and what the slot is of."""

    language: Language
    slot: str
    text: str
    held_out: bool = False
    """Whether the reader was measured by it and not mended."""

    @property
    def kind(self) -> str:
        """The kind of word that it takes."""
        return KINDS.get(self.slot, "noun")


def frames() -> list[Frame]:
    """All frames in the order of their table."""
    with (HERE / "frames.csv").open(encoding="utf-8") as file:
        return [Frame(cast(Language, row["language"]), row["slot"], row["frame"], row["set"] == "second") for row in csv.DictReader(file)]


def filled(frame: Frame, word: str, wrong: bool = False) -> str:
    """A frame with a word in its slot."""
    figures = (WRONG if wrong else TRUE)[frame.language]
    if frame.language == "zh":
        return frame.text.format(w=word, **figures)
    is_real = word in real("en", frame.kind)
    noun, verb = (word, word) if is_real else (plural(word), past(word))
    bare = word if is_real else plural(word) if frame.slot == "measure" else word
    noun = bare if frame.slot in ("modifier", "regime") else noun
    name = word if is_real else word.capitalize()
    return frame.text.format(w=noun, W=noun[0].upper() + noun[1:], name=name, v=verb, verb=word, **figures)


def stands_alone(frame: Frame, word: str) -> bool:
    """Whether no word of a table lies across an end of the slot: 和田 in 和田肩."""
    if frame.language == "en":
        return True
    text = filled(frame, word)
    low = text.find(word)
    ends = (low, low + len(word))
    crossing = (text[i:j] for end in ends for i in range(max(0, end - LONGEST), end) for j in range(end + 1, end + LONGEST))
    return not any(form in known("zh") for form in crossing)


LONGEST = 4
"""Maximum characters of a form that might lie across an end of a slot."""


def own_start(frame: Frame, text: str, word: str) -> int:
    """Where the sentence begins that has the word."""
    place = text.lower().find(word.lower())
    return max(text.rfind(mark, 0, place) for mark in (". ", "。"))


def is_about_known(frame: Frame, claim: Claim) -> bool:
    """Whether a claim is about something that the tables know and tells of it what the stranger hides: with an unknown verb only a rate that has a sign does."""
    known = claim.indicator.concept is not None and not claim.indicator.is_open and (claim.subject or "?")[0] != "?"
    if frame.slot == "verb":
        return known and claim.unit == "percent" and (claim.low, claim.high) != (None, None)
    return known
