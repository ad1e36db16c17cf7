"""The project's own labelled sentences, read all together: how many claims are found, how many are no claims, and how many are right in all that is labelled."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hinterland.models import Claim
from hinterland.reading import read

SENTENCES = Path(__file__).with_name("own") / "sentences.jsonl"
"""One text a line with its claims: an attribute that isn't labelled is left open; `date` is the text's where it isn't `TODAY`, `optional` places may be read or not."""

TODAY = "2026-03-15"
RECALL = 0.96
PRECISION = 0.96
RIGHT = 0.755
"""Minimum share of the claims found that are right in every attribute labelled; what is left open counts as not right. The aim is 0.92."""

PLACE = ("start", "end")
OPEN = (None, "?")
"""What a slot holds that the reader leaves open: not right, and no false claim."""
FIGURES = ("value", "change")
"""Kinds that one figure may be told as: which of them it is counts as an attribute."""

Label = dict[str, Any]


@dataclass
class Score:
    """What came of reading: counts, and what is wrong by kind and attribute."""

    labelled: int = 0
    found: int = 0
    right: int = 0
    extra: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    attributes: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / self.labelled

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.extra)

    @property
    def share_right(self) -> float:
        return self.right / self.found

    def __str__(self) -> str:
        shares = (
            f"recall {self.recall:.3f}, precision {self.precision:.3f}, all attributes right {self.share_right:.3f} of {self.found} claims"
        )
        lines = [shares, f"kinds: {dict(self.kinds.most_common())}", f"attributes: {dict(self.attributes.most_common())}", *self.wrong]
        return "\n".join(lines)


def said(claim: Claim) -> Label:
    """A claim as a label tells it."""
    told = claim.to_dict()
    relation = told["relation"]
    named = {"test": "test", "threshold": "threshold", "versus": "versus", "base": "base_period", "window": "window"}
    return {**told["indicator"], **told, **{name: relation[key] for name, key in named.items()}}


def _is_of(label: Label, claim: Label) -> bool:
    same = label["kind"] == claim["kind"] or {label["kind"], claim["kind"]} <= set(FIGURES)
    return same and _shared(label, claim) > 0


def _shared(label: Label, claim: Label) -> int:
    return int(min(label["end"], claim["end"]) - max(label["start"], claim["start"]))


def add(score: Score, row: dict[str, Any]) -> None:
    """Read one text and count what came of it."""
    text = row["text"]
    free = [said(c) for c in read(text, date.fromisoformat(row.get("date", TODAY))).claims]
    for label in row["claims"]:
        score.labelled += 1
        words = f"{text[label['start'] : label['end']]!r} in {text!r}"
        best = max((c for c in free if _is_of(label, c)), key=lambda c: _shared(label, c), default=None)
        if best is None:
            score.kinds[f"{label['kind']} missed"] += 1
            score.wrong.append(f"missed {label['kind']} {words}")
            continue
        free.remove(best)
        score.found += 1
        bad = {name: f"{best[name]} for {value}" for name, value in label.items() if name not in PLACE and best[name] != value}
        score.right += not bad
        score.attributes.update(name for name in bad if best[name] not in OPEN)
        if bad:
            score.kinds[f"{label['kind']} wrong"] += 1
            score.wrong.append(f"{bad} {words}")
    may = [{"start": start, "end": end} for start, end in row.get("optional", [])]
    for claim in (c for c in free if not any(_shared(o, c) > 0 for o in may)):
        score.extra += 1
        score.kinds[f"{claim['kind']} extra"] += 1
        score.wrong.append(f"extra {claim['kind']} {claim['text']!r} in {text!r}")


@pytest.fixture(scope="module")
def score() -> Score:
    made = Score()
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        add(made, json.loads(line))
    return made


def test_there_are_hundreds_of_sentences_of_every_kind(score: Score) -> None:
    rows = [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]
    kinds = Counter(label["kind"] for row in rows for label in row["claims"])
    assert len(rows) > 350 and score.labelled > 700
    assert set(kinds) >= {"value", "rank", "record", "first", "streak", "count", "comparison", "membership"}
    assert all(0 <= c["start"] < c["end"] <= len(row["text"]) for row in rows for c in row["claims"])


def test_what_a_text_claims_is_found(score: Score) -> None:
    assert score.recall >= RECALL, score


def test_what_a_text_does_not_claim_is_left_alone(score: Score) -> None:
    assert score.precision >= PRECISION, score


def test_claims_are_read_right_in_every_attribute(score: Score) -> None:
    assert score.share_right >= RIGHT, score


@pytest.mark.parametrize("attribute", ["op", "regime", "low", "high", "unit", "test", "threshold", "window", "versus", "scope"])
def test_an_attribute_is_hardly_ever_wrong(score: Score, attribute: str) -> None:
    assert score.attributes[attribute] <= 0.02 * score.found, score
