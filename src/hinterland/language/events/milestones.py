"""Firsts past a threshold, records and streaks into claims: what a subject had never done, or has done again.

Each maker takes the sentence, a match of its pattern and the scene there; it yields a claim, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hinterland.language.events.made import make_claim, outside_the_tables
from hinterland.language.events.ordinals import HAN, NUMBERS, ORDINALS, order_of
from hinterland.language.events.scopes import scope_near, speaks_outside, threshold_near
from hinterland.language.parsed import Parsed
from hinterland.language.scene import Scene, settle
from hinterland.models import Claim, Relation

_LIMIT_EN = re.compile(
    r"\b(?:past|above|over|exceed(?:ing|ed|s)?|surpass(?:ing|ed|es)?|topp?(?:ing|ed|s)?|cross(?:ing|ed|es)?"
    r"|break(?:ing|s)?|broke|reach(?:ing|ed|es)?|pass(?:ing|ed|es)?|more than|hit(?:ting)?|beyond|enter(?:ed|ing)?"
    r"|join(?:ed|ing)?)\b",
    re.I,
)


_BELOW = re.compile(r"\b(?:below|beneath|under)\b|跌破|跌至|降破|低于|不足")
"""A crossing downwards."""

_KEPT = re.compile(
    r"\b(?:rank|top|led\b|lead|first|largest|biggest|No\.|held|hold|kept|retain|remain|stay|above|exceed|surpass|been (?:the|in))", re.I
)
"""A run of years of holding a place or staying above a mark, which is no run of growth."""
_MOVED = re.compile(r"\b(?:grow|grew|rise|rose|increas|expan|gain|climb|fall|fell|declin|drop|shr[aiu]nk|contract|down|up)", re.I)


def firsts(p: Parsed, m: re.Match[str], scene: Scene) -> Iterator[Claim]:
    """Who was the first, or for the first time, past a threshold."""
    english = p.sentence.language == "en"
    group = next(g for g in (("o", "t", "th") if english else ("o", "t", "t2")) if m.group(g))
    start, end = m.span(group)
    text = p.sentence.text
    if (
        english
        and group == "o"
        and not (
            _LIMIT_EN.search(text[end : end + 120])
            and re.search(r"trillion|billion|million|threshold|mark|level", text[end : end + 160], re.I)
        )
    ):
        return
    if (
        group == "th"
        and english
        and not (
            _LIMIT_EN.search(text[end : end + 120])
            or re.search(r"\b(?:club|mark|threshold|milestone)\b", text[max(0, start - 80) : end + 80], re.I)
        )
    ):
        return
    limit, unit = threshold_near(p, start, end)
    if limit is None:
        return
    place = 1
    if group == "th":
        place = order_of(m["th"]) or 1
    elif not english and m["n"]:
        place = HAN.get(m["n"]) or int(m["n"])
    own = group in ("t", "t2")
    scope = None if own else scope_near(p, start, end) or "provinces"
    since = _since(text, start, end) if own else None
    if since:
        scene = _now(p, scene, since)
    falls = own and bool(_BELOW.search(text[max(0, start - 60) : end + 12]))
    claim = make_claim(
        p,
        start,
        end,
        "first",
        scene,
        "level",
        flow=scene.flow,
        scope=scope,
        relation=Relation(test="<" if falls else ">", threshold=limit, window=since),
        low=place,
        unit="rank",
    )
    if unit == "units":
        claim = claim.model_copy(
            update={
                "indicator": claim.indicator.model_copy(
                    update={
                        "measure": "quantity",
                        "currency": None,
                        "product": claim.indicator.product if claim.indicator.product != "all" else "motor-vehicles",
                        "flow": "export",
                    }
                )
            }
        )
    if unit == "USD":
        claim = claim.model_copy(update={"indicator": claim.indicator.model_copy(update={"currency": "USD"})})
    yield claim


def _since(text: str, start: int, end: int) -> str | None:
    """The year since which something is the first or the highest, as said beside it."""
    found = re.search(r"^(?:\s[\w-]+){0,4}\ssince (\d{4})\b", text[end : end + 50]) or re.search(
        r"(20\d\d)年以来[^，。]{0,4}$", text[:start]
    )
    return found[1] if found else None


def _now(p: Parsed, scene: Scene, since: str) -> Scene:
    """The scene in the period spoken of, which isn't the year that it is compared with."""
    scene = scene.copy()
    named = [m for m in p.periods if not m.base and not m.carry and since not in m.text]
    scene.period = (settle(scene, named[-1]) if named else None) or scene.period
    if scene.period is not None and str(scene.period) == since:
        scene.period = None
    return scene


def records(p: Parsed, m: re.Match[str], scene: Scene) -> Iterator[Claim]:
    """Highs and lows of all months or years."""
    start, end = m.span("o")
    text = p.sentence.text
    word = m["o"].lower()
    if p.sentence.language == "en":
        while word.startswith(("a ", "an ", "the ", "its ", "their ")):
            skip = word.index(" ") + 1
            start, word = start + skip, word[skip:]
        if re.search(r"trading |track |world |for the |on $", text[max(0, start - 9) : start]) or word == "":
            return
    else:
        cut = re.match(r"(?:再|均|双双)?(?:创|刷新)(?:下|出|了)?", word)
        if cut:
            start += cut.end()
            word = word[cut.end() :]
    if speaks_outside(p, scene, start):
        yield outside_the_tables(
            make_claim(
                p, start, end, "record", scene, "level", scope="years", relation=Relation(test="highest", order="desc"), low=1, unit="rank"
            )
        )
        return
    low = "low" in word or "低" in word
    scope = "months" if "month" in word or "单月" in word or "月度" in word or (scene.period and scene.period.months == 1) else "years"
    if p.sentence.language == "zh":
        growth = bool(re.search(r"增速[^，。]{0,4}$", text[:start]))
    else:
        growth = _is_rate(word, text[:start], text[end : end + 60])
    since = _since(text, start, end)
    if re.search(r"年内", word) or re.search(r"(?:全年|年内)$", text[:start]):
        scope = "months"
        if scene.period is not None and scene.period.months == 1:
            since = str(scene.period)[:4]
    if since:
        low = low or bool(re.search(r"lowest|smallest|weakest|worst", word))
        scene = _now(p, scene, since)
    yield make_claim(
        p,
        start,
        end,
        "record",
        scene,
        "growth" if growth else "level",
        scope=scope,
        relation=Relation(test="lowest" if low else "highest", order="asc" if low else "desc", window=since),
        low=1,
        unit="rank",
    )


def _is_rate(word: str, before: str, after: str) -> bool:
    """Whether a record is one of growth: `the fastest since`, `the sharpest fall in years`, `the increase was the largest since`."""
    rate = r"growth|growth rate|rate|pace|increase|rise|expansion|gain|drop|fall|decline|advance"
    return bool(
        re.search(r"fast|slow|steep|sharp", word)
        or re.match(rf"\s(?:\w+\s){{0,2}}(?:{rate})\b", after)
        or re.search(rf"\b(?:{rate})\s(?:was|is|being|marked|,)\s?(?:its |the |also )*$", before, re.I)
    )


def streaks(p: Parsed, m: re.Match[str], scene: Scene) -> Iterator[Claim]:
    """Runs of years, quarters or months of growth or decline."""
    start, end = m.span("o")
    if p.sentence.language == "en":
        number = next((m.group(g) for g in ("n", "n2", "n3", "n4", "n5", "n6") if m.group(g)), "")
        n = ORDINALS.get(number.lower()) or NUMBERS.get(number.lower()) or order_of(number) or 0
        fall = re.search(r"\b(?:fall|fell|declin|drop|shr[aiu]nk|contract|decreas|slump)", p.sentence.text, re.I)
        if p.sentence.text[start : start + 2].lower() == "a ":
            start += 2
    else:
        n = HAN.get(m["n"]) or (int(m["n"]) if m["n"].isdigit() else 0)
        fall = re.search(r"下降|减少|负增长|走低|下滑|回落|下跌|缩水", p.sentence.text[end : end + 12])
        rest = p.sentence.text[end : end + 16]
        if re.match(r"[^，。]{0,14}(?:终止|结束|中断|终结|告破)", p.sentence.text[end : end + 20]):
            return
        near = [q for q in p.quantities if end <= q.start <= end + 10 and q.unit in ("CNY", "USD")]
        held = [q for q in near if not re.search("[，。；]", p.sentence.text[end : q.start])]
        if held and n >= 2 and re.match(r"[^，。]{0,6}(?:保持|站|超|突破|在|高于)", rest):
            over = Relation(test=">", threshold=held[0].value)
            yield make_claim(p, start, end, "streak", scene, "level", relation=over, low=n, unit="count")
            return
        if re.match(
            r"[^，。]{0,10}(?:居|位居|保持(?![^，。]{0,4}增长)|稳居|蝉联|位列|成为|为|是|站|超过|突破|领跑|在[^，。]{0,10}以上)", rest[:14]
        ):
            return
    if n < 2:
        return
    if p.sentence.language == "en" and _KEPT.search(clause := re.split(r"[,;]", p.sentence.text[:start])[-1]) and not _MOVED.search(clause):
        return
    yield make_claim(
        p, start, end, "streak", scene, "growth", relation=Relation(test="<" if fall else ">", threshold=Decimal(0)), low=n, unit="count"
    )
