"""Figures whose owner stands to their right or in a list: `101.83 billion yuan in Anhui`, `growth in exports`, `respectively`, 分别.

Each function changes the scene of the figures it is given; nothing is returned.
"""

from __future__ import annotations

import re
from itertools import pairwise

from hinterland.codes import Period
from hinterland.language.mentions import Mention, Quantity
from hinterland.language.parsed import Parsed
from hinterland.language.periods import PeriodMention
from hinterland.language.runs import basket, name_runs, runs
from hinterland.language.scene import Scene, level_of, region_role, settle

_BEHIND = re.compile(r"^(?:\s?\([^()]*\)|\))?\s(?:of|in|for|at)\s(?:the\s|neighbou?ring\s)?$|^\s(?:of|in|for)\s(?:\d{4}\s)?$")


def bind_right(p: Parsed, scene: Scene, q: Quantity) -> None:
    """A region right behind a figure owns it: `101.83 billion yuan in Anhui`, `67.3% of Henan's trade`; the nation there is the whole of a share."""
    text, language = p.sentence.text, p.sentence.language
    if language == "zh":
        if scene.subject is None:
            roles = [(n, region_role(text, n, language)) for n in p.names if n.kind == "region"]
            if later := [n for n, role in roles if (n.code != "CN" and role != "none") or role == "subject"]:
                scene.meet(min(later, key=lambda n: n.code == "CN").code)
        _flow_behind(p, scene, q)
        if own := next((n for n in p.names if n.kind == "region" and text[n.end : q.start] in ("（", "(")), None):
            scene.subject = own.code
        return
    named = re.match(
        r"\s(?:(?:was|were|came from|consisted of)\s)?(?:in |from |of |worth of )?(ex|im)ports\b(?=[,.;]|$|\sand\s(?!imports|exports))",
        text[q.end :],
        re.I,
    )
    named = named or re.match(
        r"(?:\s(?:worth\s)?of\s(?:goods|products|merchandise))?\s(?:was|were|being)\s(ex|im)ported\b", text[q.end :], re.I
    )
    if named and q.unit in ("CNY", "USD"):
        scene.flow = f"{named[1].lower()}port"
        if not _HAS_PART.search(text[: q.start]):
            scene.product, scene.partner = "all", "world"
    out = re.match(r"\s(?P<w>out|in)(?=[,.;)]|$|\sand\s)", text[q.end :])
    if (
        out
        and q.unit in ("CNY", "USD")
        and re.search(r"\d[^,;]{0,30}\b(?:out|in)(?:[,.;)]|$|\sand\s)", text.replace(text[q.start : q.end], ""))
    ):
        scene.flow = {"out": "export", "in": "import"}[out["w"]]
    opened = [
        n
        for n in p.names
        if n.kind == "region"
        and n.end <= q.start
        and (
            re.match(r"(?:'s|’s)?\s?\([^()]*$", text[n.end : q.start])
            or (text[n.end : q.start] == ", " and re.search(r"\b(?:that|those) of\s(?:the\s)?$", text[: n.start]))
        )
    ]
    if opened and opened[-1].code not in ("CN", scene.subject):
        scene.subject = opened[-1].code
        return
    came = _CAME.match(text, q.end) if q.unit in ("percent", "ratio") or q.form == "fraction" else None
    if came and (who := next((n for n in p.names if n.kind == "region" and n.code != "CN" and n.start == came.end()), None)):
        scene.subject = who.code
        return
    went = _WENT.match(text[q.end :]) if q.unit == "percent" else None
    if went and (who := next((n for n in p.names if n.kind == "partner" and 0 <= n.start - q.end - went.end() <= 40), None)):
        scene.partner = who.code
    _is_made_of(p, scene, q)
    _partner_behind(p, scene, q)
    if (
        re.search(r"\b(?:account(?:ed|ing|s) for|contribut(?:ed|ing|es)|made up)\s(?:about |some |nearly )?$", text[: q.start])
        and scene.subject
    ):
        return
    for n in p.names:
        if n.kind == "region" and q.end < n.start <= q.end + 30 and _BEHIND.match(text[q.end : n.start]) and n.code != "CN":
            if level_of(n.code) in ("province",):
                keep = (scene.product, scene.partner)
                scene.meet(n.code)
                scene.product, scene.partner = keep
            return
    if scene.subject is None:
        later = [n for n in p.names if n.kind == "region" and region_role(text, n, language) != "none"]
        right = [n for n in later if n.start > q.start] or later or [n for n in p.names if n.kind == "region" and _is_customs(text, n)]
        if right:
            scene.meet(right[0].code)


_HAS_PART = re.compile(
    r"\b(?:account(?:s|ed|ing)? for|ma[dk]es? up|making up|took|take|contribut(?:es?|ed|ing)|generat(?:es?|ed|ing)|represent(?:s|ed|ing)?|brought in)"
    r"\s(?:about |some |nearly |almost |roughly |over |more than )?$",
    re.I,
)
"""What a part does before the amount that it has of the whole: `electric vehicles accounted for 60.85 billion yuan of exports`."""

_WENT = re.compile(
    r"\)?\sof\s[^,;.]{3,60}?\b(?:was|were|is|are|went|goes|go|came|comes|come|flowed|headed|arrived|originated)\s(?:with|to|from|for|in)\b"
)
"""A share of a whole that went to a partner: `88 percent of its trade was with ASEAN`."""

_CAME = re.compile(
    r"\)?\sof\s(?:China|the country|the nation)(?:'s|’s)\s[^,;.]{3,40}?\s(?:was|were|is|are)?\s?(?:came|comes|come|originated|originates|generated|made|contributed|produced)?\s?"
    r"(?:from|in|by)\s(?:the\s)?"
)
"""A share of the nation's trade that came from a region: `22 percent of China's exports came from Guangdong`."""

_MADE_OF = re.compile(
    r"\)?(?:\sof\s(?P<whole>(?:[^;.]|\.\d){3,90}?))?\s(?:was|were|is|are|consisted of|came from)\s(?:in\s|from\s|made up of\s)?(?P<part>[a-z][\w\s-]{3,40})",
    re.I,
)
"""A share of a whole that consisted of something: `three-quarters of its trade was exports`."""

_DEALT = re.compile(
    r"(?:\s(?:worth\s)?of\s(?:its\s|their\s)?(?:goods|business|trade|commerce|products|merchandise|exports|imports|it|them)){0,2}\s(?:with|to|from)\s(?:the\s)?"
)
"""What stands between a figure and the partner that it was dealt with: `114.69 billion yuan of business with the EU`."""


def _is_made_of(p: Parsed, scene: Scene, q: Quantity) -> None:
    """The flow or product that a share tells the whole to be made of."""
    text = p.sentence.text
    made = _MADE_OF.match(text[q.end :]) if q.unit == "percent" else None
    if made is None:
        return
    part = q.end + made.start("part")
    for n in p.names:
        if n.start == part and n.kind in ("flow", "product"):
            setattr(scene, n.kind, n.code)
            scene.about_trade = True
            whole = [m.code for m in p.names if m.kind == "flow" and q.end <= m.start < part]
            if n.kind == "product" and whole and made["whole"]:
                scene.flow = whole[0]


def _partner_behind(p: Parsed, scene: Scene, q: Quantity) -> None:
    """The partner right behind a figure is that of the figure, whoever came before."""
    text = p.sentence.text
    dealt = _DEALT.match(text[q.end :])
    if dealt is None:
        return
    for n in p.names:
        if n.kind == "partner" and n.start == q.end + dealt.end():
            scene.partner, scene.about_trade = n.code, True


def _flow_behind(p: Parsed, scene: Scene, q: Quantity) -> None:
    """A figure before any flow of its sentence speaks of the one named behind: 广东（-0.3%）、北京（-12.1%）进出口下降."""
    if scene.about_trade or any(n.kind in ("flow", "concept", "product", "partner") and n.start < q.start for n in p.names):
        return
    flow = next((n for n in p.names if n.kind in ("flow", "concept") and n.start >= q.end), None)
    listed = re.search(r"[（(][^（）()]*$", p.sentence.text[: q.start]) is not None
    if (flow is not None and flow.kind == "flow" and not scene.adrift) or (flow is None and listed and scene.subject):
        scene.flow, scene.about_trade = flow.code if flow else scene.flow, True


def _is_customs(text: str, n: Mention) -> bool:
    """A province's customs or statistics office, which speaks for its province where no other subject is named."""
    office = re.match(r"(?:'s|’s)?\s(?:provincial\s)?(?:customs|statistics|bureau|government)\b", text[n.end :], re.I)
    return office is not None and level_of(n.code) == "province"


_MOVED_IN = re.compile(r"\s(?:year-on-year )?(?:rise|increase|growth|drop|fall|decline|jump|gain|surge) (?:in|of)\s")


def names_its_own(p: Parsed, q: Quantity) -> bool:
    """Whether a rate says right behind it what moved: `, with a 31.5 percent rise in shipments to ASEAN`."""
    return q.unit == "percent" and _MOVED_IN.match(p.sentence.text, q.end) is not None


def look_right(p: Parsed, scene: Scene, q: Quantity, place: int) -> None:
    """A figure before its noun: `935.67 billion yuan of imports and exports`, `14 percent growth in exports`."""
    if p.sentence.language == "zh":
        return
    text = p.sentence.text
    match = re.match(
        r"\s(?:worth\s)?(?:of|in|rise in|increase in|growth in|drop in|fall in|decline in|jump in|gain in|more"
        r"|surge in|(?:year-on-year )?(?:rise|increase|growth|drop|fall|decline|jump|gain|surge) (?:in|of))\s",
        text[q.end : q.end + 34],
    )
    if not match or (q.unit == "percent" and match[0].strip() in ("of", "in")):
        return
    stop = q.end + match.end()
    limit = re.search(
        r"[,;.]|\band\b|\bwhile\b|\d",
        text[stop:].replace("imports and exports", "imports_and_exports").replace("exports and imports", "exports_and_imports"),
    )
    end = stop + (limit.start() if limit else len(text))
    flows = [n for n in p.names if n.kind in ("flow", "product") and stop <= n.start < end]
    with_whom = [n for n in p.names if n.kind == "partner" and stop <= n.start < end and _WITH_WHOM.search(text[stop : n.start])]
    if flows:
        flow = next((n.code for n in flows if n.kind == "flow"), "export")
        kept = scene.product if flow == scene.flow else "all"
        named = next((n.code for n in flows if n.kind == "product"), None)
        scene.flow, scene.product = flow, basket(p, named, stop, len(text)) if named else kept
        scene.partner, scene.concept, scene.about_trade = with_whom[0].code if with_whom else "world", "trade", True


_WITH_WHOM = re.compile(r"\b(?:to|from|with)\s(?:the\s)?$")
"""What stands before a partner: `a 31.5 percent rise in shipments to ASEAN`."""


def respectively(p: Parsed, seen: list[tuple[Quantity, Scene]]) -> None:
    """Hand out subjects, partners, products or flows to figures that are listed as they are, whether `respectively` or 分别 says so or not."""
    text, language = p.sentence.text, p.sentence.language
    done = _hand_out_runs(p, seen)
    rest = [s for s in seen if id(s[0]) not in done]
    if language == "en":
        for cue in re.finditer(r"\brespectively\b", text):
            begin = max((m.end() for m in re.finditer(r";|\.\s", text[: cue.start()])), default=0)
            _hand_out(p, [s for s in rest if begin <= s[0].start < cue.start()], begin)
        return
    last: list[tuple[Quantity, Scene]] = []
    cues = list(_CUE["zh"].finditer(text))
    for place, cue in enumerate(cues):
        stop = cues[place + 1].start() if place + 1 < len(cues) else len(text)
        listed = [s for s in seen if cue.end() <= s[0].start < stop]
        begin = max((s[0].end for s in seen if s[0].end <= cue.start()), default=0)
        if listed and id(listed[0][0]) in done:
            last = [s for s in listed if id(s[0]) in done]
            _follow(text, seen, last)
            continue
        handed = _hand_out(p, listed, begin) or (_hand_out(p, listed, 0) if begin else [])
        if not handed and last and len(listed) >= len(last):
            handed = listed[: len(last)]
            for (_, old), (_, new) in zip(last, handed, strict=True):
                _own_as(new, old)
        last = handed or last
        dated = [m for m in p.periods if begin <= m.start < cue.start() and not m.base and not m.carry]
        rows = [m for i, m in enumerate(dated) if any(re.fullmatch(r"[、和与]", text[a.end : b.start]) for a, b in _beside(dated, i))]
        if len(rows) > 1 and len(_first_run(p, listed)) == len(rows):
            listed = listed[: len(rows)]
        if len(rows) == len(listed) > 1:
            for m, (_, seen_there) in zip(rows, listed, strict=True):
                seen_there.handed = settle(seen_there, m)
        elif len(dated) == 1 and (span := dated[0].period) is not None and span.months == 12 * len(listed) > 12:
            for year, (_, seen_there) in enumerate(listed, span.start // 100):
                seen_there.handed = Period.of_year(year)
        _follow(text, seen, handed)


def _first_run(p: Parsed, listed: list[tuple[Quantity, Scene]]) -> list[Quantity]:
    """The figures that are listed side by side before all others."""
    found = runs([q for q, _ in listed], p.sentence.text, "zh")
    return found[0] if found and listed and found[0][0] is listed[0][0] else []


_CUE = {"en": re.compile(r"\brespectively\b"), "zh": re.compile(r"分别|依次|各(?=自|[增降涨跌升减为达占有])")}
_STOP = {"en": re.compile(r";|\.\s"), "zh": re.compile(r"[；;。]")}


def _hand_out_runs(p: Parsed, seen: list[tuple[Quantity, Scene]]) -> set[int]:
    """Give the figures of a run the names of the nearest run of as many names before it; the figures that got one, by identity."""
    text, language = p.sentence.text, p.sentence.language
    scenes = {id(q): s for q, s in seen}
    done: set[int] = set()
    told: list[Mention] = []
    for run in runs([q for q, _ in seen], text, language):
        if len({q.unit for q in run}) > 1:
            continue
        begin = max((m.end() for m in _STOP[language].finditer(text[: run[0].start])), default=0)
        stop = next((m.start() for m in _STOP[language].finditer(text, run[-1].end)), len(text))
        cue = _CUE[language].search(text, run[-1].end if language == "en" else begin, stop if language == "en" else run[0].start)
        names = _names_for(p, run, begin, cue)
        if names is None and cue and len(told) == len(run):
            names = told
        if names is None:
            continue
        told = names
        for q, n in zip(run, names, strict=True):
            scene = scenes[id(q)]
            scene.listed = True
            if n.kind == "region" and q.unit == "percentage_point" and region_role(text, names[0], language) == "apart":
                scene.versus = n.code
            elif n.kind == "region":
                scene.subject = n.code
            elif n.kind == "flow":
                inside = any(x.kind in ("product", "partner") and begin <= x.start < q.start for x in p.names)
                scene.flow = n.code
                if not inside:
                    scene.product, scene.partner = "all", "world"
            else:
                setattr(scene, n.kind, n.code)
            done.add(id(q))
    return done


def _names_for(p: Parsed, run: list[Quantity], begin: int, cue: re.Match[str] | None) -> list[Mention] | None:
    text, language = p.sentence.text, p.sentence.language
    first, last = run[0].start, run[-1].end
    found: list[list[Mention]] = []
    for kind in ("region", "partner", "product", "regime", "flow"):
        for names in name_runs(p, kind):
            before = begin <= names[0].start and names[-1].end <= first
            behind = language == "en" and cue is not None and last <= names[0].start and names[-1].end <= cue.start()
            if len(names) != len(run) or not (before or behind):
                continue
            if kind == "region" and any(region_role(text, n, language) == "none" for n in names):
                continue
            if cue is None and (
                any(names[-1].end <= q.start < first for q in p.quantities)
                or re.search(r"[;；。]|\b(?:while|whereas|but)\b", text[names[-1].end : first])
                or (kind == "region" and region_role(text, names[0], language) == "apart")
            ):
                continue
            found.append(names)
    if len(run) == 2:
        found.extend(
            _two_in_one(n, text) for n in p.names if n.kind == "flow" and begin <= n.start < first and (cue or _close(p, n, run[0]))
        )
    return max((f for f in found if f), key=lambda names: names[-1].end, default=None)


_TWO = re.compile(r"(?P<a>ex|im)ports\s(?P<and>and|or)\s(?P<b>ex|im)ports", re.I)


def _two_in_one(n: Mention, text: str) -> list[Mention]:
    """`exports and imports`, which names both together, as the two names that it is made of."""
    m = _TWO.fullmatch(n.text)
    if m is None:
        return []
    ends = ((n.start, n.start + m.start("and") - 1, m["a"]), (n.start + m.end("and") + 1, n.end, m["b"]))
    return [Mention(start, end, "flow", f"{which.lower()}port", text[start:end]) for start, end, which in ends]


def _close(p: Parsed, n: Mention, q: Quantity) -> bool:
    """Whether nothing but a verb stands between a name and a figure: no other figure, and no new clause with a name of its own."""
    between = p.sentence.text[n.end : q.start]
    return not any(n.end <= o.start < q.start for o in p.quantities) and not re.search(r"[;；。]|\b(?:while|whereas|but)\b", between)


def _beside(dated: list[PeriodMention], i: int) -> list[tuple[PeriodMention, PeriodMention]]:
    return [
        (a, b)
        for a, b in ((dated[i - 1], dated[i]) if i else (None, None), (dated[i], dated[i + 1]) if i + 1 < len(dated) else (None, None))
        if a and b
    ]


def _follow(text: str, seen: list[tuple[Quantity, Scene]], handed: list[tuple[Quantity, Scene]]) -> None:
    """A second list right behind one that was handed out goes to the same owners: 分别为A和B，增长C、D."""
    if not handed:
        return
    after = [s for s in seen if s[0].start >= handed[-1][0].end][: len(handed)]
    close = all(re.fullmatch(r"[、和，及\s,]{1,3}", text[a[0].end : b[0].start]) for a, b in pairwise(after))
    if len(after) == len(handed) and close and not re.search(r"[；;。]", text[handed[-1][0].end : after[0][0].start]):
        for (_, old), (_, new) in zip(handed, after, strict=True):
            _own_as(new, old)


def _own_as(new: Scene, old: Scene) -> None:
    for name in ("subject", "flow", "product", "partner", "regime"):
        setattr(new, name, getattr(old, name))


def _hand_out(p: Parsed, listed: list[tuple[Quantity, Scene]], begin: int) -> list[tuple[Quantity, Scene]]:
    """Give each of a run of figures its own name from a list of as many names before them; the figures that got one."""
    if len(listed) < 2:
        return []
    text = p.sentence.text
    first = listed[0][0].start
    for kind in ("region", "partner", "product", "regime", "flow"):
        found = [n for n in p.names if n.kind == kind and begin <= n.start < first and n.code != "CN"]
        if kind == "region":
            found = [n for n in found if region_role(text, n, p.sentence.language) != "none"]
        distinct = list(dict.fromkeys(n.code for n in found))
        if kind == "region" and not distinct:
            groups = [n for n in p.names if n.kind == "group" and begin <= n.start < first and n.code == "beijing-tianjin-hebei"]
            distinct = ["CN-BJ", "CN-TJ", "CN-HE"] if groups else []
        if begin == 0 and len(distinct) > len(listed) and p.sentence.language == "zh":
            distinct = distinct[-len(listed) :]
        if kind == "region" and p.sentence.language == "en" and distinct and len(distinct) != len(listed):
            continue
        if not 2 <= len(distinct) <= len(listed):
            continue
        handed = listed[: len(distinct)]
        for (_, scene), code in zip(handed, distinct, strict=True):
            scene.listed = True
            if kind == "region":
                scene.subject = code
            elif kind == "flow":
                scene.flow, scene.product, scene.partner = code, "all", "world"
            else:
                setattr(scene, kind, code)
        return handed
    return []
