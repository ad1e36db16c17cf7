"""The open world: a word that no table knows, put in the place of a measure, a product, a partner, a region, an owner, a trade mode or a verb, leaves no claim about the known thing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from random import Random

import pytest
from tests.reading.open_world.frames import Frame, filled, frames, is_about_known, own_start, stands_alone
from tests.reading.open_world.words import known, real, strangers

from hinterland.api import Hinterland
from hinterland.check.document import from_text
from hinterland.codes import Language
from hinterland.reading import read
from hinterland.reading.units import units

TODAY = date(2026, 3, 15)
COUNT = 2000
"""Made and real words of a kind and language."""
MADE, REAL = 16, 8
"""How many of them a frame is read with in the short test."""
CHECKED = 100
"""Documents a language that are checked against what is held."""
UNMENDED = {
    "{name}, a company in Anhui, saw exports rise {exports}% in 2025.": "the owner stands before an apposition, in a clause of its own",
    "{w}方面，2025年安徽达{level}万亿元，增长{growth}%。": "the topic stands in a clause of its own",
    "2025年，{w}成为安徽最大贸易伙伴，进出口{level}万亿元。": "the partner is the subject of a clause before",
}
"""Frames in which a stranger isn't seen yet, with the reason."""
ALLOWED = {"made": 0.03, "real": 0.12}
"""The greatest share of words of a frame that leave a claim about the known thing, by sort of word. Measured: 7 of 29,783 made ones, all names in -ed or -ing that open a clause; 229 of 7,504 real
ones, which hold a shorter word that a table knows (office in box office, 日照 in 日照时数) or open a clause in -ing."""
FRAMES = frames()


def is_closed(frame: Frame, word: str) -> bool:
    """Whether a reading of a frame with a word makes a claim about the known thing."""
    text = filled(frame, word)
    start = own_start(frame, text, word)
    return any(is_about_known(frame, c) for c in read(text, TODAY).claims if c.start is not None and c.start > start)


def rate(frame: Frame, words: Sequence[str]) -> tuple[float, list[str]]:
    """The share of words with which a frame leaves a claim about the known thing, and those words."""
    closed = [w for w in words if is_closed(frame, w)]
    return len(closed) / len(words), closed


def split(frame: Frame) -> tuple[list[str], list[str]]:
    """The made and the real words of a frame's kind that stand alone in it."""
    own = real(frame.language, frame.kind)
    made = strangers(frame.language, frame.kind, COUNT)[len(own) :]
    return [w for w in made if stands_alone(frame, w)], [w for w in own if stands_alone(frame, w)]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_words_are_strangers(language: Language) -> None:
    for kind in ("noun", "name", "verb"):
        words = strangers(language, kind, COUNT)
        assert len(set(words)) == COUNT
        assert [w for w in words if w.lower() in known(language)] == []
    assert sum(len(real(language, kind)) for kind in ("noun", "name", "verb")) >= 190


@pytest.mark.parametrize("frame", FRAMES, ids=lambda f: f.text)
def test_a_stranger_is_never_taken_for_the_known_thing(frame: Frame) -> None:
    made, own = split(frame)
    random = Random(frame.text)
    odds, closed = rate(frame, random.sample(made, MADE))
    if frame.text in UNMENDED:
        assert odds > 0.5, "it is seen now: take the frame out of UNMENDED"
        return
    assert closed == []
    odds, closed = rate(frame, random.sample(own, REAL))
    assert odds <= 0.3, closed


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("slot", sorted({f.slot for f in FRAMES}))
def test_no_word_of_all_is_taken_for_the_known_thing(language: Language, slot: str) -> None:
    own = [f for f in FRAMES if (f.language, f.slot) == (language, slot) and f.text not in UNMENDED]
    dealt = [rate(frame, split(frame)[0][i :: len(own)]) for i, frame in enumerate(own)]
    assert max(odds for odds, _ in dealt) <= ALLOWED["made"], dealt
    found = [rate(frame, split(frame)[1]) for frame in own]
    assert max(odds for odds, _ in found) <= ALLOWED["real"], found


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("wrong", [False, True], ids=["true figures", "wrong figures"])
def test_nothing_with_a_stranger_is_supported_or_refuted(hinterland: Hinterland, language: Language, wrong: bool) -> None:
    own = [f for f in FRAMES if f.language == language and f.text not in UNMENDED]
    random = Random(language)
    pairs = [(f, random.choice(split(f)[0])) for f in (*own, *random.choices(own, k=CHECKED // 2 - len(own)))]
    texts = [(f, w, filled(f, w, wrong)) for f, w in pairs]
    reports = hinterland.check_all([from_text("text", text) for _, _, text in texts], dated=TODAY)
    for (frame, word, text), report in zip(texts, reports, strict=True):
        start = own_start(frame, text, word)
        told = [c for c in report.claims if c.start is not None and c.start > start and (frame.slot != "verb" or c.unit == "percent")]
        assert {c.verdict for c in told} <= {"unverifiable"}, text
        errors = [f for f in report.findings if f.severity == "error" and f.start > start and set(f.claims) & {c.id for c in told}]
        assert errors == [], text


@pytest.mark.parametrize("text", [
    "Anhui's exports rose 17.8% to 682.31 billion yuan in 2025.", "Foreign trade of the island province of Hainan dipped 0.7 percent in 2025.", "Anhui saw its exports rise 17.8% in 2025.",
    "Anhui's total exports, driven by demand, climbed a whopping 17.8% in 2025.", "2025年，安徽省实现进出口1.01万亿元，增长17.3%。", "2025年，安徽省出口大幅增长17.8%。",
])  # fmt: skip
def test_what_the_tables_know_stays_known(text: str) -> None:
    claims = read(text, TODAY).claims
    assert claims
    assert all(c.indicator.concept == "trade" and not c.indicator.is_open and c.low is not None for c in claims)


def test_units_cover_a_sentence_in_order() -> None:
    from hinterland.reading.document import parse

    for text in ("Anhui's flurb exports to Narnia rose 5%.", "2025年，安徽省对蓼柘岛出口鲜花5亿元。"):
        row = units(parse(text, TODAY).parsed[0])
        assert all(a.end <= b.start for a, b in pairwise(row))
        assert [u.kind for u in row].count("unknown") == 2
