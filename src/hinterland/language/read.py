"""Prose into claims: every figure of a text, and every rank, first, record, streak, count, comparison and membership, as a typed claim.

Sentences are read in order with a scene that carries subject, period, flow, product and partner. Within a sentence the names between one figure
and the next move the scene (`moves`); figures become claims in `figures`, phrases in `events`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hinterland.codes import Language, Period
from hinterland.language.bindings import bind_right, look_right, names_its_own, respectively
from hinterland.language.dated import published
from hinterland.language.doubts import other_readings
from hinterland.language.ends import mate
from hinterland.language.events import events
from hinterland.language.figure_cues import is_of_distribution
from hinterland.language.figures import figure_claim
from hinterland.language.mentions import Quantity
from hinterland.language.moves import move, open_scene
from hinterland.language.parsed import OUTSIDE, Parsed, parse
from hinterland.language.scene import Scene, region_role, settle
from hinterland.language.split import language_of, sentences, squeezed
from hinterland.models import Claim


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text as read: its claims in order, how many numbers were left alone, and by the id of a claim what else it may mean."""

    text: str
    language: Language
    today: date
    claims: tuple[Claim, ...]
    left_alone: int
    doubts: dict[str, tuple[Claim, ...]] = field(default_factory=dict)


_PLAIN = str.maketrans(
    {"\u2010": "-", "\u2011": "-", "\u2012": "-", "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u2019": "'"}
    | dict(zip("０１２３４５６７８９．％＋", "0123456789.%+", strict=True))
)
"""Hyphens, blanks, apostrophes and wide digits of typesetters, one for one, so that offsets stay."""

_ENDLESS = re.compile(r"[\d零〇一二三四五六七八九十百千]{40,}|(?:\d{1,3}[,-]){30,}\d*")
"""Runs of digits that no newsroom writes: they are no numbers, and would cost time that grows with their square."""

_QUESTION = re.compile(
    r"\b(?:whether\b(?!\s+(?:measured|in|by|counted)\b)|(?:would|could|might) have\b|had it not been for\b)(?:[^.,:;!?\n]|[.,](?=\d))*"
    r"|(?:(?<=[，。；])|^)[^，。；！？\n\d]{0,12}(?:若|如果|假如|倘若|要是)(?!把|说|按|从|以|看|只看|拿|用|论|比|干)[^。；！？\n]{0,80}(?:将|会)[^，。；！？\n]*"
    r"|(?<![^，。；：！？,;:!?\n])[^，。；：！？,;:!?\n]*(?:能否|是否(?:能|会|将|继续))[^，。；：！？,;:!?\n]*",
    re.I,
)
"""What is asked or supposed and not said: whether Henan passes 1 trillion yuan, 河南能否突破1万亿元, what exports would have been without cars."""

_NUMBER = re.compile(r"\d[\d.,]*")


def read(text: str, today: date) -> ReadText:
    """Read a text dated `today` (the document's date, from which relative periods count)."""
    today, given = published(text, today) if language_of(text) == "zh" else today, today
    scene = Scene(today)
    claims: list[_Read] = []
    numbers = used = 0
    plain, places = squeezed(_QUESTION.sub(_asked, _ENDLESS.sub(lambda m: "x" * len(m[0]), text.translate(_PLAIN))))
    parts = [parse(s, today) for s in sentences(plain)]
    for place, parsed in enumerate(parts):
        sentence = parsed.sentence
        if scene.period is None and place + 1 < len(parts) and not any(m.period or m.months for m in parsed.periods):
            scene.period = _stated(parts[place + 1], scene)
        if scene.subject is None and sentence.language == "zh" and not _who(parsed):
            _captioned(parts[place + 1 : place + 4], scene)
        made = list(_sentence(parsed, scene, parts[max(0, place - 1) : place] + parts[place + 1 : place + 2]))
        claims.extend(made)
        scene.lead = scene.lead or scene.period
        numbers += len(_NUMBER.findall(sentence.text))
        used += sum(bool(_NUMBER.search(c.text)) for c, _ in made)
    claims.sort(key=lambda read_: (read_[0].start or 0, read_[0].end or 0))
    told = [{"id": f"c{i}", **_placed(c, text, places)} for i, (c, _) in enumerate(claims, 1)]
    numbered = tuple(c.model_copy(update=t) for (c, _), t in zip(claims, told, strict=True))
    doubts = {t["id"]: tuple(o.model_copy(update=t) for o in others) for (_, others), t in zip(claims, told, strict=True) if others}
    return ReadText(text, language_of(text), given, numbered, max(0, numbers - used), doubts)


def _asked(question: re.Match[str]) -> str:
    """A question without its numbers, so that its names are still known and nothing is claimed."""
    return re.sub(r"\d|万亿|亿", "x", question[0])


def _placed(claim: Claim, text: str, places: Sequence[int] | None) -> dict[str, Any]:
    """Where a claim stands in the text, and the words it stands on."""
    start, end = claim.start or 0, claim.end or 0
    if places is not None:
        start, end = places[start], places[end - 1] + 1 if end > start else places[start]
    return {"start": start, "end": end, "text": text[start:end]}


_Read = tuple[Claim, tuple[Claim, ...]]
"""A claim, and its other readings."""


_STATEMENT = re.compile(
    r"\W*(?:注[:：])?(?:以上|上述|本文)?(?:数据期|报告期|统计期|统计区间|数据|口径)?(?:均|皆)?(?:为|是|[:：])?\W*"
    r"|\W*(?:Note: )?(?:(?:The )?(?:reporting )?period|(?:All |Both )?(?:the )?(?:figures|data|numbers)|Both|All)?(?:(?: are| is)?(?: for)?|:)\W*",
    re.I,
)


def _stated(p: Parsed, scene: Scene) -> Period | None:
    """The period of a sentence that does nothing but state it for what was said before: 数据期：2025年1—6月。"""
    dated = [m for m in p.periods if (m.period or m.months) and not m.base and not m.carry]
    if len(dated) != 1 or p.names or p.quantities or not _STATEMENT.fullmatch(p.sentence.text[: dated[0].start]):
        return None
    return settle(scene, dated[0]) if len(p.sentence.text) - dated[0].end <= 6 else None


def _who(p: Parsed) -> list[str]:
    """The regions that a sentence speaks of."""
    return [n.code for n in p.names if n.kind == "region" and region_role(p.sentence.text, n, p.sentence.language) == "subject"]


def _captioned(later: list[Parsed], scene: Scene) -> None:
    """A caption or title without a figure of its own says of whom the figures before it speak: 5.95万亿元！江苏外贸再创新高; ——一图读懂江西外贸2025."""
    caption = next((p for p in later if _who(p)), None)
    if caption is None or caption.quantities or len(set(_who(caption))) > 1 or not any(n.kind == "flow" for n in caption.names):
        return
    scene.subject = None
    scene.meet(_who(caption)[0])
    dated = [m for m in caption.periods if (m.period or m.months) and not m.base and not m.carry]
    if scene.period is None and len(dated) == 1:
        scene.period = settle(scene, dated[0])


def _sentence(p: Parsed, scene: Scene, around: list[Parsed]) -> Iterator[_Read]:
    old = scene.copy()
    open_scene(p, scene)
    before = scene.copy()
    snapshots: list[tuple[Quantity, Scene]] = []
    reached = 0
    for place, q in enumerate(p.quantities):
        move(p, scene, reached, q.start, q)
        if place == 0 or p.sentence.text[reached : q.start].count(",") == 0 or names_its_own(p, q):
            look_right(p, scene, q, place)
        seen = scene.copy()
        bind_right(p, seen, q)
        snapshots.append((q, seen))
        if q.unit == "count":
            scene.adrift = True
        if q.unit == "units":
            scene.counted, scene.flow = True, scene.flow if scene.flow in ("export", "import") else "export"
            scene.product = "motor-vehicles" if scene.product == "all" else scene.product
        elif q.unit in ("CNY", "USD"):
            scene.counted = False
        reached = q.end
    if not p.quantities:
        move(p, scene, 0, len(p.sentence.text), None)
    respectively(p, snapshots)
    tail = snapshots[-1][1] if snapshots else scene
    told = [] if is_of_distribution(p.sentence.text) else list(events(p, before, tail, snapshots))
    scenes = {id(q): seen for q, seen in snapshots}
    counted = {c.start for c in told if c.kind == "count"}
    marks = {abs(c.relation.threshold) for c in told if c.kind == "count" and c.relation.threshold}
    for q, seen in snapshots:
        if (
            q.value in marks
            and (q.unit in ("CNY", "USD") or (q.unit == "percent" and (p.sentence.language == "zh" or q.hedge != "exactly")))
        ) or (q.noun and p.sentence.start + q.start in counted):
            continue
        other = mate(p, q)
        claim = figure_claim(p, q, seen, None if other is None else (other, scenes[id(other)]))
        if claim is not None:
            yield claim, other_readings(p, claim, old, seen, around)
    yield from ((claim, other_readings(p, claim, old, tail, around)) for claim in told)
    move(p, scene, reached, len(p.sentence.text), None)
    if OUTSIDE[p.sentence.language].search(p.sentence.text) and not any(
        n.kind in ("flow", "product", "partner", "concept") for n in p.names
    ):
        scene.adrift = True
