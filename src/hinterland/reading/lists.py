"""Lists in a sentence: which names, and which figures, are members of one list, and each one's place in it.

Members stand close together with nothing but marks, conjunctions and what leads to a member between them; an alias in brackets behind a member is no member of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from hinterland.codes import Language
from hinterland.models import UNSURE
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.relations.words import right_before, said

if TYPE_CHECKING:
    from hinterland.reading.evidence import Evidence

GAP: dict[Language, int] = {"en": 12, "zh": 6}
"""Maximum characters between two members."""
OPENING, CLOSING = ("(", "（"), (")", "）")
SPLITTING = (",", "，", ";", "；", "、")
"""Marks that part the members of a list."""
LONGEST_SUM = 12
"""Maximum members of a list that is taken as one."""


def number_lists(parsed: Parsed, found: list[Evidence]) -> None:
    """Sort the names of a slot in a sentence, and number the members of each list: A, B and C. Of names that begin at one place the longest is the member."""
    found.sort(key=lambda e: (e.start, e.end))
    figures = [m for m in parsed.mentions if m.figure is not None]
    group: list[Evidence] = []
    end = 0
    for e in [*sorted(found, key=lambda e: (e.start, e.level == "joined", -e.end)), None]:
        if e is not None and group:
            if e.start < end:
                continue
            if e.start - end <= GAP[parsed.language] and e.value == group[-1].value:
                end = e.end
                continue
            if joined(parsed, _behind_figure(parsed, figures, end), e.start):
                group.append(e)
                end = e.end
                continue
        if len(group) > 2 and parsed.language == "en" and right_before(parsed, group[0].start, "pair-lead"):
            group = group[1:]  # trade between Kenya and Laos, Nepal and Japan
        for k, member in enumerate(group):
            member.listed = (k, len(group))
        group, end = ([], 0) if e is None else ([e], e.end)


def _behind_figure(parsed: Parsed, figures: Sequence[Mention], end: int) -> int:
    """Where a member of a list ends with its own figure in brackets: food (12.2 billion), handbags (5.7 billion)."""
    opens = end + len(parsed.text[end:]) - len(parsed.text[end:].lstrip())
    if parsed.text[opens : opens + 1] not in OPENING:
        return end
    close = next((i for i in range(opens, len(parsed.text)) if parsed.text[i] in CLOSING), None)
    has_figure = close is not None and any(opens < m.start < close for m in figures)
    return close + 1 if close is not None and has_figure else end


def sums(found: Sequence[Evidence]) -> Iterator[Evidence]:
    """Each list as one place: the EU, the US and Japan together."""
    members: list[Evidence] = []
    for e in found:
        if e.listed[1] < 2 or (members and (e.start < members[-1].end or e.listed[0] <= members[-1].listed[0])):
            if e.listed[0] == 0:
                members = [e] if e.listed[1] > 1 else []
            continue
        members = [e] if e.listed[0] == 0 else [*members, e]
        if e.listed[0] == e.listed[1] - 1 and len(members) == e.listed[1] <= LONGEST_SUM:
            value = "+".join(m.value for m in members)
            yield replace(members[0], value=value, end=e.end, after=e.after, level="sum", listed=(0, 1), local=False, shape=None)


def figure_places(parsed: Parsed, figures: Sequence[Mention]) -> dict[int, tuple[int, int]]:
    """The place of each figure of a sentence in its list, and the list's length, by where the figure begins."""
    groups: list[list[Mention]] = []
    held: dict[int, Mention] = {}
    for m in figures:
        last = groups[-1][-1] if groups else None
        end = 0 if last is None else _behind_figure(parsed, figures, last.end) if parsed.language == "zh" else last.end
        if last is not None and m.start < end:
            held[m.start] = last
        elif last is not None and joined(parsed, end, _moves_from(parsed, last, m)) and _alike(last, m):
            groups[-1].append(m)
        else:
            groups.append([m])
    places = {m.start: (place, len(group)) for group in groups for place, m in enumerate(group)} | _coupled(parsed, figures)
    return places | {start: places[m.start] for start, m in held.items()}


def _moves_from(parsed: Parsed, last: Mention, m: Mention) -> int:
    """Where a figure begins with the word of its own rise or fall behind another of the same list: up 3.1 percent, down 8.4 percent; a rise of 3.1 percent and a fall of 8.4 percent."""
    move = next((w for w in reversed(parsed.mentions) if w.end <= m.start and w.value("prep") != "of"), None)
    if move is None or move.start < last.end or not move.is_a("up", "down"):
        return m.start
    between = parsed.between(move, m)
    article = right_before(parsed, move.start, "article") if between else None
    leads = between in forms("en", "part-lead") and article is not None
    return article.start if article is not None and leads else m.start if between else move.start


def _coupled(parsed: Parsed, figures: Sequence[Mention]) -> dict[int, tuple[int, int]]:
    """The places of figures that come in couples, each of which is one member: by 0.8% to 36.7 trillion yen, 0.2% to 17.3 trillion and 1.3% to 19.4 trillion."""
    places: dict[int, tuple[int, int]] = {}
    chain: list[tuple[Mention, Mention]] = []
    rest = list(figures)
    while rest:
        couple = (rest[0], rest[1]) if len(rest) > 1 and _is_couple(parsed, rest[0], rest[1]) else None
        if couple is not None and (not chain or _goes_on(parsed, chain[-1], couple)):
            chain.append(couple)
            rest = rest[2:]
            while rest and parsed.language == "en" and in_brackets(parsed, rest[0].start) and not in_brackets(parsed, couple[1].start):
                rest = rest[1:]
        else:
            rest = rest if chain else rest[1:]
            chain = []
        if len(chain) > 1:
            places |= {m.start: (place, len(chain)) for place, members in enumerate(chain) for m in members}
    return places


def in_brackets(parsed: Parsed, place: int) -> bool:
    """Whether a place of a sentence lies in brackets."""
    return any(b.start() < place < b.end() for b in BRACKETS.finditer(parsed.text))


BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
BRACKET = re.compile(r"\s?\([^()]*\)")


def _is_couple(parsed: Parsed, one: Mention, two: Mention) -> bool:
    """Whether two unlike figures stand so close, with no name, flow or comma between, that they say two things of one member."""
    between = parsed.text[one.end : two.start]
    moved = next((m for m in parsed.inside(one.end, two.start) if m.is_a("up", "down")), None)
    if moved is not None and between[: moved.start - one.end].strip() in SPLITTING and parsed.is_blank(moved.end, two.start):
        between = ""
    if _alike(one, two) or two.start - one.end > GAP[parsed.language] or any(mark in between for mark in SPLITTING):
        return False
    return not any((m.names or m.time is not None or m.is_a("flow")) and one.end <= m.start < two.start for m in parsed.mentions)


def _goes_on(parsed: Parsed, before: tuple[Mention, Mention], couple: tuple[Mention, Mention]) -> bool:
    """Whether a couple of figures is the next member of a list of such couples; that both are set against the year before says nothing of it."""
    end = before[1].end + (parsed.text[before[1].end : before[1].end + 1] in CLOSING)
    if (bracket := BRACKET.match(parsed.text, end)) is not None:
        end = bracket.end()
    ago = parsed.behind(end)
    end = ago.end if ago is not None and ago.is_a("yearago") and parsed.is_blank(end, ago.start) else end
    return joined(parsed, end, couple[0].start) and all(_alike(a, b) for a, b in zip(before, couple, strict=True))


def _alike(one: Mention, two: Mention) -> bool:
    """Whether two figures measure the same: money, rates, or numbers without a unit beside either."""
    kinds = {m.figure.dimension for m in (one, two) if m.figure is not None}
    return len(kinds) < 2 or "bare" in kinds or kinds == {"percent", "ratio"}


def joined(parsed: Parsed, start: int, end: int) -> bool:
    """Whether what stands between two places joins them to a list."""
    return end - start <= GAP[parsed.language] and _is_joint(parsed.text[start:end], parsed.language)


@lru_cache(4096)
def _is_joint(between: str, language: Language) -> bool:
    """Whether words are a mark or a conjunction, and what may lead to a member; Chinese members may touch."""
    if not between.strip():
        return language == "zh"
    joints, leads = forms(language, "list-joint"), forms(language, "list-lead")
    rest = between.lower()
    if language == "en":
        rest = f" {rest.replace(',', ' , ').replace('(', ' ( ').replace(')', ' ) ')} "
    is_joined = False
    for form in sorted((*joints, *leads), key=len, reverse=True):
        found = form if language == "zh" else f" {form} "
        if found in rest:
            is_joined = is_joined or form in joints
            rest = rest.replace(found, " ")
    return is_joined and not rest.strip()


def head_of_list(parsed: Parsed, start: int) -> str | None:
    """The goods that a list before a figure ends with, of which its members are a part: 集成电路、汽车等机电产品2516.2亿元; in its own words where no table knows them."""
    if parsed.language == "en":
        return _coordinated(parsed, start)
    if (headed := _headed(parsed, start)) is not None:
        return headed
    owned = forms("zh", "possessive")  # 玩具、灯具等的下滑 tells of no goods behind it.
    word = next((w for w in reversed(said(parsed, "list-rest")) if w.end <= start and parsed.text[w.end] not in owned), None)
    if word is None or parsed.language != "zh" or parsed.sentence.clause(start) - parsed.sentence.clause(word.start) > BEHIND:
        return None
    goods = [m for m in parsed.mentions if m.is_name("product")]
    member = next((m for m in reversed(goods) if m.end == word.start), None)
    behind = parsed.behind(word.end)
    if member is None or behind is None or any(m.start > word.end for m in goods if m.end <= start and m is not behind):
        return None
    if behind in goods and behind.start == word.end:
        return behind.names[0].code
    head = parsed.text[word.end : behind.start]
    return UNSURE + parsed.text[member.start : word.end] + head if len(head) <= HEAD else None


def _coordinated(parsed: Parsed, start: int) -> str | None:
    """The goods of several kinds that the flow before an English figure is of, with one noun for all of them and no figure for each: exports of farm, mining and manufactured products."""
    flow = parsed.before(start, "flow")
    match = None if flow is None else _kinds().match(parsed.text, flow.end)
    figures = [m for m in parsed.mentions if match is not None and m.figure is not None and m.start >= match.end()]
    if match is None or match.end() > start or not figures or (figures[0].start != start and _listed(parsed, figures, start) > 1):
        return None
    return UNSURE + match["goods"] if _listed(parsed, figures, start) == 1 else None


def _listed(parsed: Parsed, figures: Sequence[Mention], start: int) -> int:
    """How many figures the list has that one begins at a place."""
    return figure_places(parsed, figures).get(start, (0, 1))[1]


@cache
def _kinds() -> re.Pattern[str]:
    """Several words, parted by commas and a conjunction, before a noun for goods, behind the preposition that leads from a flow to them."""
    nouns = "|".join(sorted(map(re.escape, forms("en", "goods-noun")), key=len, reverse=True))
    joints = "|".join(re.escape(form) for form in forms("en", "list") if form.isalpha())
    return re.compile(
        rf"\s(?:{'|'.join(forms('en', 'part-lead'))})\s(?P<goods>(?:[\w/-]+,\s)+[\w/-]+,?\s(?:{joints})\s[\w/-]+\s(?:{nouns}))\b"
    )


def _headed(parsed: Parsed, start: int) -> str | None:
    """The goods of a figure before whose flow only their first members are named, as what heads them: 以棉花、煤炭打头的全省12种大宗商品进口."""
    word = next((w for w in reversed(said(parsed, "headed-by")) if w.end <= start), None)
    flow = next((m for m in parsed.mentions if word is not None and m.start >= word.end and m.is_a("flow")), None)
    if word is None or flow is None or flow.end > start or flow.clause != parsed.sentence.clause(word.start):
        return None
    places = (m.end for m in parsed.mentions if word.end <= m.start < flow.start and (m.names or m.is_a("proform")))
    head = parsed.text[max((word.end, *places)) : flow.start]
    return UNSURE + head if head and flow.clause >= parsed.sentence.clause(start) - BEHIND else None


BEHIND, HEAD = 2, 8
"""Maximum clauses between a list of goods and a figure of it, and maximum characters of the noun that the list ends with."""
