"""A group's adjective laid on a province, as in `the coastal province of Fujian` or 内陆省份湖南, into membership claims.

The province is the one that the adjective qualifies by grammar; where there is none, nothing is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hinterland import codes
from hinterland.codes import Language
from hinterland.language.events.made import make_claim
from hinterland.language.mentions import Mention, Quantity
from hinterland.language.parsed import Parsed
from hinterland.language.runs import name_runs
from hinterland.language.scene import Scene, level_of
from hinterland.models import Claim, Relation

_GROUP_WORD = {
    "en": re.compile(r"\b(?P<g>central|western|eastern|northeastern|inland|coastal|landlocked|east-coast|interior)\b", re.I),
    "zh": re.compile(
        r"(?P<g>内陆|沿海|中部|西部|东部|东北)(?=(?:地区)?的|(?<=[地位身]处..)(?:地区)?[，。,；]|(?<=位于..)(?:地区)?[，。,；]|(?<=属于..)(?:[一二三四五六七八九十]*(?:地区|省区市|省市|省))?[，。,；]|省份|省|地区的?|大省|省市|[三六十]+[一二]?省(?:区市|份)?之一)"
    ),
}
_GROUP_CODE = {
    "northeastern": "northeast",
    "landlocked": "inland",
    "interior": "inland",
    "east-coast": "coastal",
    "内陆": "inland",
    "沿海": "coastal",
    "中部": "central",
    "西部": "western",
    "东部": "eastern",
    "东北": "northeast",
}


def memberships(
    p: Parsed, before: Scene, after: Scene, seen: list[tuple[Quantity, Scene]], taken: list[tuple[int, int]]
) -> Iterator[Claim]:
    """A group's adjective laid on a province: `the coastal province of X`, `X, one of the six central provinces`, 内陆省份福建."""
    text, language = p.sentence.text, p.sentence.language
    for m in _GROUP_WORD[language].finditer(text):
        start, end = m.span("g")
        if any(start < e and s < end for s, e in taken):
            continue
        who = _member(p, text, language, start, end, before)
        if who is None:
            continue
        belongs = int(not _DENIED[language].search(text[max(0, start - 30) : start]))
        group = m["g"].lower()
        scene = after.copy()
        claim = make_claim(
            p,
            start,
            end,
            "membership",
            scene,
            "level",
            scope=_GROUP_CODE.get(group, group),
            relation=Relation(members=[who]),
            low=belongs,
            unit="count",
            subject=who,
        )
        taken.append((start, end))
        yield claim
    if language == "zh":
        yield from _placed(p, after, taken)


_PLACED = re.compile(r"(?:[同地位身所]?处(?:于|在)?|位于|同?属于?|同为|来自|作为|身为)(?:我国)?$")
_IS = r"[同地位身所]?处(?:于|在)?|位于|同?属于?|作为|身为|同[为是]|是|（|\(|，(?:这个|这一|一个)"
_LEFT = re.compile(rf"省?(?:虽|也|同样|就|，|两省|两地|都|均|皆)*(?:{_IS})(?:我国|一个|典型的|传统|重要的?|主要)*")
_LISTED = re.compile(r"省?(?:等|[两三四五六]个|等[两三四五六]个)?")
_NOUN = r"(?:省份|成员|一员|省市|省区|大省|强省|腹地|高地|省(?![会内外]))"
_PART = rf"(?:地区|区域|板块)?(?:的|经济|外贸|开放|农业|工业|人口)*{_NOUN}"
_RIGHT = re.compile(rf"(?:(?P<part>{_PART}(?:之一)?)|(?:地区|区域)?的)(?P<apart>，)?")
_ENDS = re.compile(rf"(?:地区|区域|{_PART}(?:之一)?)?[，。；）)]")
_NAMED = re.compile(rf"{_NOUN}$")


def _placed(p: Parsed, scene: Scene, taken: list[tuple[int, int]]) -> Iterator[Claim]:
    """A group that a province is said to lie in, whatever its name: 同处长三角的福建, 福建地处长三角, 长三角省份江西, 四川（东部省份）."""
    for g in (n for n in p.names if n.kind == "group" and n.code != "provinces"):
        if any(g.start < e and s < g.end for s, e in taken) or (who := _put_in(p, g)) is None:
            continue
        taken.append((g.start, g.end))
        yield make_claim(
            p,
            g.start,
            g.end,
            "membership",
            scene,
            "level",
            scope=g.code,
            relation=Relation(members=[who]),
            low=1,
            unit="count",
            subject=who,
        )


def _put_in(p: Parsed, g: Mention) -> str | None:
    """The province that is put in a group: right of it, left of it, or one of a list left of it, and there the one that doesn't belong."""
    text = p.sentence.text
    provinces = [n for n in p.names if n.kind == "region" and level_of(n.code) == "province"]
    placed, noun = _PLACED.search(text[: g.start]), bool(_NAMED.search(g.text))
    right = [n for n in provinces if n.start >= g.end and _is_laid(_RIGHT.fullmatch(text[g.end : n.start]), placed)]
    left = [n for n in provinces if n.end <= g.start and _LEFT.fullmatch(text[n.end : g.start])]
    if right:
        return right[0].code
    listed = [n for n in provinces if n.end <= g.start and _LISTED.fullmatch(text[n.end : g.start]) and text[n.end : g.start]]
    near = left if left and _ENDS.match(text[g.end :]) else listed if noun or re.match(_PART, text[g.end :]) else []
    if not near:
        return None
    run = next((r for r in name_runs(p, "region") if near[-1] in r), near)
    members = set(codes.members(g.code))
    return next((n.code for n in run if n.code not in members), near[-1].code)


def _is_laid(between: re.Match[str] | None, placed: re.Match[str] | None) -> bool:
    """Whether a group is laid on the province right of it: by a verb of place before, or by a word for its members; a comma needs both."""
    return between is not None and (bool(placed and between["part"]) if between["apart"] else bool(placed or between["part"]))


def _member(p: Parsed, text: str, language: Language, start: int, end: int, before: Scene) -> str | None:
    provinces = [n for n in p.names if n.kind == "region" and level_of(n.code) == "province"]
    if language == "zh":
        after = text[end : end + 12]
        alike = re.search(r"(?:作为|同为|同样是|同是|身为)(?:一个)?$", text[:start])
        stop = r"[。；、第首：:]" if alike else r"[，。；、第首：:]"
        if re.match(r"(?:地区)?的", after) and not re.match(r"(?:地区)?的[\u3400-\u9fff]{2}", after):
            return None
        right = [n for n in provinces if 0 <= n.start - end <= 8 and not re.search(stop, text[end : n.start])]
        if right:
            return right[0].code
        left = [
            n
            for n in provinces
            if 0 <= start - n.end <= 8
            and re.search(
                r"^(?:省|市|自治区)?(?:是|作为|，?作为|这一|这个|为|不是|并非|并不属于|不属于|属于?|同属|地处|位于|位处|身处)?(?:一个|我国|全国)?$",
                text[n.end : start],
            )
        ]
        if left and not re.search(r"首个|第一|唯一|第|首位|最", after + text[max(0, start - 8) : start]):
            return left[-1].code
        return None
    called = re.match(
        rf"\s(?:\w+\s)?{_PLACE}(?:\sof|\slike|,?\ssuch as|\scalled)?\s$",
        text[end : _next(provinces, end)] if _next(provinces, end) else "",
        re.I,
    )
    if called:
        return next(n.code for n in provinces if n.start >= end)
    if text[end : end + 1].isspace() and re.fullmatch(r"landlocked|inland|coastal|interior", text[start:end], re.I):
        laid = [n.code for n in provinces if n.start == end + 1]
        if laid:
            return laid[0]
    left = [n for n in provinces if n.end <= start]
    if left and _LAID_ON.fullmatch(text[left[-1].end : start]) and re.match(rf"\s(?:\w+\s)?{_PLACE}\b", text[end : end + 40], re.I):
        return left[-1].code
    if left and _PREDICATE.fullmatch(text[left[-1].end : start]) and re.match(r"[,.;)]|$|\sand\b", text[end:]):
        return left[-1].code
    if (
        left
        and re.match(r",\s(?:one of the (?:\w+\s)?|among the (?:\w+\s)?|another |an? |the )$", text[left[-1].end : start])
        and re.match(r"\s(?:Chinese\s)?(?:provinces?|municipalit|region|powerhouse|heavyweight)", text[end : end + 22])
    ):
        return left[-1].code
    if (
        left
        and re.match(r"\s(?:is|was|being|as)\s(?:an?|one of the|the|among the)\s(?:\w+\s)?$", text[left[-1].end : start])
        and re.match(r"\s(?:Chinese\s)?(?:provinces?|municipalit|region)", text[end : end + 22])
    ):
        return left[-1].code
    if (
        re.search(r"\b[Tt]he\s$", text[:start])
        and re.match(r"\s(?:Chinese\s)?province\b", text[end : end + 18])
        and before.subject
        and level_of(before.subject) == "province"
        and not called
    ):
        return before.subject
    return None


_PLACE = r"(?:provinces?|municipalit(?:y|ies)|regions?|econom(?:y|ies)|powerhouses?|heavyweights?|hubs?|giants?|neighbou?rs?|seaboard|coast|areas?|stronghold|metropolis|China)"
_LAID_ON = re.compile(
    r"(?:,|\s|\b(?:is|was|not|no|isn't|as|being|belongs|belonging|counted|itself|located|situated|lying|lies|sits|sitting|in|on|among|one|of|part|to|a|an|the|another|other|six|ten|eleven|twelve|twenty|three"
    r"|fellow|China's|China’s|country's|country’s|nation's|also|still|largely|next|door|counted|country|nation|typical|major|big|rich|populous|small)\b)+",
    re.I,
)
"""What may stand between a province and the group that it is put in: copulas, articles and prepositions, and no verb of its own."""


_PREDICATE = re.compile(r",?\s(?:which\s|that\s)?(?:is|was)\s(?:not\s|itself\s)?", re.I)
"""What stands between a province and a group's adjective that is said of it: `Sichuan, which is not coastal,`."""

_DENIED = {
    "en": re.compile(r"\b(?:not|no|isn't)\s(?:(?:an?|one|of|the|among|in|itself|\w+)\s){0,4}$"),
    "zh": re.compile(r"(?:不是|并非|不属于)[^，。；]{0,4}$"),
}
"""What stands before a group to which a province is said not to belong."""


def _next(provinces: list[Mention], end: int) -> int:
    return next((n.start for n in provinces if n.start >= end), 0)
