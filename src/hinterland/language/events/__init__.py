"""Claims that rest on a phrase and not on a number with a unit: ranks, firsts, records, streaks, counts, comparisons, memberships.

Each pattern finds the phrase, the scope beside it and the measure it speaks of; the scene of the nearest figure tells the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hinterland.language.events.comparisons import comparisons, counts
from hinterland.language.events.indices import INDICES, by_measure, indices, named_measure, traded_measure
from hinterland.language.events.memberships import memberships
from hinterland.language.events.milestones import firsts, records, streaks
from hinterland.language.events.patterns_en import (
    ANY_OTHER_EN,
    COMPARE_EN,
    COUNT_EN,
    FIRST_EN,
    LEAD_EN,
    LISTED_EN,
    ONLY_EN,
    PLACE_EN,
    RANK_EN,
    RANK_NO_EN,
    RECORD_EN,
    STREAK_EN,
    SUPER_EN,
)
from hinterland.language.events.patterns_zh import COMPARE_ZH, COUNT_ZH, FIRST_ZH, RANK_ZH, RECORD_ZH, STREAK_ZH
from hinterland.language.events.ranks import leaders, listed_ranks, numbered, only_behind, places, ranks, superlatives, unequalled
from hinterland.language.mentions import Mention, Quantity
from hinterland.language.moves import move
from hinterland.language.parsed import Parsed
from hinterland.language.runs import name_runs, runs
from hinterland.language.scene import Scene, region_role, settle
from hinterland.models import Claim


def events(p: Parsed, before: Scene, after: Scene, seen: list[tuple[Quantity, Scene]]) -> Iterator[Claim]:
    """The claims of a sentence that rest on phrases."""
    told: list[Claim] = []
    taken: list[tuple[int, int]] = [(q.start, q.end) for q, _ in seen if q.noun != "家"]
    english = p.sentence.language == "en"
    steps = (
        (firsts, FIRST_EN if english else FIRST_ZH),
        (records, RECORD_EN if english else RECORD_ZH),
        (streaks, STREAK_EN if english else STREAK_ZH),
        (only_behind, ONLY_EN if english else None),
        (counts, COUNT_EN if english else COUNT_ZH),
        (unequalled, ANY_OTHER_EN if english else None),
        (comparisons, COMPARE_EN if english else COMPARE_ZH),
        (ranks, RANK_EN if english else RANK_ZH),
        (superlatives, SUPER_EN if english else None),
        (numbered, RANK_NO_EN if english else None),
        (listed_ranks, LISTED_EN if english else None),
        (leaders, LEAD_EN if english else None),
        (places, PLACE_EN if english else None),
    )
    low = p.sentence.text.lower() if english else ""
    for make, pattern in steps:
        if pattern is None or (english and make in _NEEDED and not any(w in low for w in _NEEDED[make])):
            continue
        for match in pattern.finditer(p.sentence.text):
            if re.search(
                r"\b(?:forecast|expected|expects|aims|target)|预计|有望|力争", p.sentence.text[max(0, match.start() - 40) : match.start()]
            ):
                continue
            phrase = "o" if "o" in pattern.groupindex and match["o"] else 0
            at = match.start(phrase)
            scene = _near(at, before, after, seen, p)
            if make is counts and english and scene.flow == "total" and scene.concept == "trade":
                meant = _COUNTED_FLOW.match(p.sentence.text[match.end() :])
                scene.flow = meant["f"] if meant else scene.flow
            if make is firsts or (make is counts and not english):
                _flow_ahead(p, match.end(), scene)
            if make is ranks and not english and scene.flow == "total" and (ahead := _LISTED_BY.match(p.sentence.text, match.end())):
                scene.flow = {"出口": "export", "进口": "import"}[ahead["f"]]
            if english and make in (ranks, listed_ranks) and match["o"]:
                behind = [
                    x for x in p.periods if re.fullmatch(r"(?:\splace)?\s(?:in\s|during\s)?", p.sentence.text[match.end("o") : x.start])
                ]
                scene.period = (settle(scene, behind[0]) if behind and not behind[0].carry else None) or scene.period
            measure = named_measure(p, at, match.end()) if make in _PLACES else None
            if measure is not None and not by_measure(p, scene, measure):
                continue
            if measure is None and english and make in _PLACES:
                traded_measure(p, match.end(phrase), scene)
            for claim in make(p, match, scene):
                start, end = (claim.start or 0) - p.sentence.start, (claim.end or 0) - p.sentence.start
                if not any(start < e and s < end for s, e in taken):
                    taken.append((start, end))
                    told.append(claim)
    for index in (n for n in p.names if n.kind == "concept" and n.code in INDICES):
        told += indices(p, index, _near(index.start, before, after, seen, p))
    yield from _owned(p, told)
    yield from memberships(p, before, after, seen, taken)


_PLACES = (ranks, listed_ranks, superlatives, numbered, leaders, places)
"""What gives places, which are by the measure that is named beside them."""

_NEEDED: dict[object, tuple[str, ...]] = {
    streaks: ("consecutive", "straight", "successive", "in a row", "running", " of growth", " of increase", " of expansion"),
    superlatives: ("est", "top", "leading", "worst", "runner"),
    records: ("record", "high", "low", "peak", "histor", "est", "worst", "more than in any"),
    unequalled: (" than ", "no "),
    leaders: ("led", "lead", "top", "head"),
}
"""Words without which a pattern finds nothing: a quick look before a slow one."""


def _owned(p: Parsed, told: list[Claim]) -> list[Claim]:
    """Places listed side by side belong to as many regions listed before them: `A and B ranked eighth and ninth`."""
    by_place = sorted((c for c in told if c.kind == "rank"), key=lambda c: c.start or 0)
    spans = [
        Mention((c.start or 0) - p.sentence.start, (c.end or 0) - p.sentence.start, "rank", str(i), c.text) for i, c in enumerate(by_place)
    ]
    owners: dict[int, str] = {}
    for run in runs(spans, p.sentence.text, p.sentence.language):
        names = [r for r in name_runs(p, "region") if len(r) == len(run) and r[-1].end <= run[0].start]
        if names and not any(names[-1][-1].end <= q.start < run[0].start for q in p.quantities):
            owners |= {int(m.code): n.code for m, n in zip(run, names[-1], strict=True)}
    changed = {id(c): c.model_copy(update={"subject": owners[i]}) for i, c in enumerate(by_place) if i in owners}
    return [changed.get(id(c), c) for c in told]


def _near(at: int, before: Scene, after: Scene, seen: list[tuple[Quantity, Scene]], p: Parsed) -> Scene:
    """The scene at a place: that of the last figure before it, moved by the names in between."""
    scene, reached = before.copy(), 0
    for q, s in seen:
        if q.start >= at:
            break
        scene, reached = s.copy(), q.end
    move(p, scene, reached, at, None)
    if scene.subject is None or (scene.subject == before.subject and not any(n.kind == "region" and n.start < at for n in p.names)):
        later = [
            n
            for n in p.names
            if n.kind == "region" and n.start >= at and n.code != "CN" and region_role(p.sentence.text, n, p.sentence.language) == "subject"
        ]
        if later and before.subject is None:
            scene.meet(later[0].code)
    if p.sentence.language == "en":
        _flow_behind(
            p.sentence.text, at, scene, any(n.kind == "flow" and max(_clause(p.sentence.text, at), 0) <= n.start < at for n in p.names)
        )
    dated = [m for m in p.periods if not m.base and not m.carry]
    came_from = dated and re.search(r"\b(?:up|down|from|against|compared)\s", p.sentence.text[at : dated[0].start])
    if dated and not came_from and not any(m.start < at for m in dated):
        scene.period = settle(scene, dated[0]) or scene.period
    return scene


_LISTED_BY = re.compile(r"[^，,。；]{0,12}[，,](?P<f>出口|进口)(?:额|总值)?分别")
"""What places that are handed out are measured by, where it is told behind them: 分列第四、第五，出口分别为."""

_AHEAD = {
    "en": re.compile(
        r"^[^,;.\d]{0,60}?\b(?:with|whose|to|in)\s(?:(?:annual|monthly|yearly|total|goods|foreign)\s){0,2}(?P<f>export|import)s?\b(?!\sand\b)"
    ),
    "zh": re.compile(r"^(?:省份|省区市|省市|省|地区)?的?(?:货物|外贸)?(?P<f>出口|进口)"),
}


def _flow_ahead(p: Parsed, end: int, scene: Scene) -> None:
    """The flow that is named behind a count or a first and before what is said of it: 14个进口实现增长, the first with exports above a mark."""
    found = _AHEAD[p.sentence.language].match(p.sentence.text[end:])
    if found and scene.flow == "total" and scene.concept == "trade":
        scene.flow = {"出口": "export", "进口": "import"}.get(found["f"], found["f"])


def _clause(text: str, at: int) -> int:
    return max(text.rfind(c, 0, at) for c in (";", " while ", " and "))


_BY_FLOW = re.compile(
    r"^(?:(?!\b(?:with|as|after|when|while|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+th)\b)[^,;.\d]){0,60}?"
    r"\b(?:by|in|for|in terms of|growth in|lower|higher|growing|their|its)\s(?:(?:total|overall|goods|foreign)\s)?(?P<f>exports?|imports?)\b"
    r"(?!\s(?:and|or|plus)\s(?:im|ex)port|ed|ing)"
)
_COUNTED_FLOW = re.compile(r"^(?:(?!\btrad|\bwhile\b)[^;.\d]){0,50}?\b(?P<f>export|import)(?:s|ed)?\b(?!\sand\s(?:im|ex)port)")
_VERB_FLOW = re.compile(r"^[^;.\d]{0,60}?\b(?P<f>export|import)ed\b")


def _flow_behind(text: str, at: int, scene: Scene, named: bool) -> None:
    """The flow that a phrase is measured by where it stands behind it: `first by exports`, `six provinces exported`, `overtook X in imports`."""
    behind = re.sub(r"^[\w.-]+", "", text[at : at + 120], count=1)
    direct = re.match(r"\s(?:in|by)\s(?P<f>exports?|imports?)\b(?!\s(?:and|or|plus)\s(?:im|ex)port)", behind)
    if re.match(
        r"(?:\s(?:nationally|nationwide|overall|in the country))?\s(?:by|in|in terms of)\s(?:total\s|overall\s)?(?:value|size|volume|scale)\b",
        behind,
    ):
        scene.flow = "total" if scene.concept == "trade" else scene.flow
        return
    found = direct or (None if named else _BY_FLOW.match(behind) or _VERB_FLOW.match(behind))
    if found and scene.concept == "trade" and (direct or scene.flow == "total"):
        scene.flow = found["f"].rstrip("s")
