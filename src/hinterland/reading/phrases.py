"""Noun phrases that may name what is traded, in words that may be known or not.

"fresh durian exports", "logs (-11.2%)", 出口鲜切花, 手袋及银包(57.4亿元): `commodities(parsed, language)` gives every stretch of words between a sentence's mentions and function words,
alone and joined with the next where a conjunction stands between, with what stands right before and behind it. A phrase that is exactly a known product is that product; one that
holds more than that is its own words, so that nothing named is taken for the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from operator import attrgetter

from hinterland.codes import Language
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed, overlaps
from hinterland.reading.relations.words import gap, near, right_before, right_behind, said
from hinterland.reading.units import stands_alone

LONGEST = {"en": 60, "zh": 16}
"""Maximum characters of a phrase."""
SHORTEST = {"en": 3, "zh": 2}
"""Minimum characters of a phrase."""
JOINED = 3
"""Maximum phrases that are joined to one."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Commodity:
    """A phrase that may name what is traded: its place, the code of a product where it is exactly one, else "?words", what stands before and behind it, whether it touches a flow word."""

    start: int
    end: int
    value: str
    before: str
    after: str
    attached: bool
    joined: bool = False


def commodities(parsed: Parsed, language: Language) -> list[Commodity]:
    """The commodity phrases of a sentence, in order."""
    peers = said(parsed, "rank-scope")
    spans = list(_with_exceptions(parsed, list(_english(parsed))) if language == "en" else _chinese(parsed))
    spans = [(start, end) for start, end in spans if not any(f.start <= start and end <= f.end for f in peers)]
    found = []
    for span, joined in (*((s, False) for s in spans), *((s, True) for s in _joined(parsed.text, spans, language))):
        if span[1] - span[0] > LONGEST[language] or not (value := _value(parsed, *span, language)):
            continue
        before, after = _beside(parsed, span[0], language, behind=False), _beside(parsed, span[1], language, behind=True)
        attached = "flow" in before or "flow" in after
        if _is_dateline(parsed, *span) or _is_verb(parsed, span[1]) or _is_done(parsed, *span) or is_shipped(parsed, *span):
            continue
        if is_use(parsed, span[0]) or right_behind(parsed, span[1], "region-noun") is not None or _is_effect(parsed, span[1]):
            continue
        if attached or not _is_proper(parsed, *span):
            found.append(Commodity(*span, value, before, after, attached, joined))
    return sorted(found, key=lambda c: (c.start, c.end))


def _with_exceptions(parsed: Parsed, spans: list[Span]) -> Iterator[Span]:
    """Phrases, those that say themselves what they leave out as one with it: machinery, except electrical."""
    passed, leaving = 0, [w for w in said(parsed, "left-out") if w.value == "whole"]
    for start, end in spans:
        word = next((w for w in leaving if end <= w.start and not parsed.text[end : w.start].strip(" ,")), None)
        last = end if word is None else next((e for s, e in spans if s >= word.end and parsed.is_blank(word.end, s)), end)
        if start >= passed:
            yield start, last
        passed = max(passed, last)


def parts_of_joined(found: list[Commodity], value: str | None) -> list[str]:
    """The single phrases that a joined one before a flow holds: of "zinc and lead ore exports" neither zinc nor lead ore alone."""
    whole = next((c for c in found if c.joined and c.value == value and c.after == "flow"), None)
    return [] if whole is None else [c.value for c in found if whole.start <= c.start and c.end <= whole.end and c.value != value]


def _is_proper(parsed: Parsed, start: int, end: int) -> bool:
    """Whether a phrase of an English paragraph is somebody's name: capitals within a sentence (in El Paso), or in each of several words that open one (Zhang Ke)."""
    text = parsed.text
    words = WORD.findall(text[start:end])
    if parsed.language != "en" or parsed.sentence.kind != "paragraph" or not all(word[0].isupper() for word in words):
        return False
    if not text[:start].strip(QUOTES):
        return len(words) > 1
    return not any(word.isupper() for word in words) and text[:start].rstrip()[-1:] not in "(\"“‘'•-–—:|"


def _is_done(parsed: Parsed, start: int, end: int) -> bool:
    """Whether one English word is what somebody named right before it did with a flow: private firms conducted foreign trade."""
    word = parsed.text[start:end].lower()
    if parsed.language != "en" or " " in word or not word.endswith(tuple(forms("en", "participle-tail"))):
        return False
    who = parsed.before(start)
    flow = parsed.behind(end)
    acts = who is not None and who.is_name("place", "regime") and parsed.text[who.end : start].isspace()
    return acts and flow is not None and flow.is_a("flow") and parsed.text[end : flow.start].isspace()


def is_shipped(parsed: Parsed, start: int, end: int) -> bool:
    """Whether a word for ships is what a place named right before it does to another: the value of goods that Ohio ships to Kenya."""
    if parsed.language != "en" or parsed.text[start:end].lower() not in forms("en", "ship-verb"):
        return False
    who = parsed.before(start)
    to = parsed.behind(end)
    acts = who is not None and bool(who.names or who.is_a("proform")) and parsed.text[who.end : start].isspace()
    return acts and to is not None and to.value("prep") in ("to", "from") and parsed.text[end : to.start].isspace()


def is_use(parsed: Parsed, start: int) -> bool:
    """Whether English words say that goods are made for what stands at a place, so that no trade is of it: magnets that go into everything from cars to missiles."""
    lead = next((w for w in reversed(said(parsed, "use-lead")) if w.end <= start), None)
    return lead is not None and not any(m.figure is not None or m.is_a("flow", "up", "down") for m in parsed.inside(lead.end, start))


def is_in_passing(parsed: Parsed, mention: Mention) -> bool:
    """Whether English words name goods only as what others are made for, or a place only as the neighbour of another or in what went on around: Pingxiang, next to Vietnam, exported."""
    if mention.is_name("product"):
        return is_use(parsed, mention.start)
    article = right_before(parsed, mention.start, "phrase-article")
    start = mention.start if article is None else article.start
    is_place = mention.is_name("place")
    lead = right_before(parsed, start, "neighbour-lead") if is_place else None
    acts = lead is not None and right_before(parsed, lead.start, "clause-joint", "those-lead") is not None  # while neighbouring Iowa's rose
    return is_place and ((lead is not None and not acts) or _is_of_scene(parsed, mention))


def _is_of_scene(parsed: Parsed, mention: Mention) -> bool:
    """Whether a foreign place acts in what went on while figures moved, in words that name no trade: amid the rift with Japan, exports; exports fell as Japan raised its duties; with fewer
    visitors from Japan, Ohio's exports."""
    if parsed.language != "en" or mention.names[0].code == parsed.nation:
        return False
    low, ends = parsed.sentence.clauses[mention.clause], next((c for c in parsed.sentence.clauses if c > mention.start), len(parsed.text))
    flow = next((m for m in parsed.mentions if m.is_a("flow")), None)
    if flow is not None and flow.clause > mention.clause:
        low, ends = 0, parsed.sentence.clauses[flow.clause]
    *before, lead = None, *near(parsed, low, mention.start, "scene-lead", "scene-not", "scene-opening")
    if lead is None or lead.cls == "scene-not" or (before[-1] is not None and gap(parsed, before[-1].end, lead.start) <= AS_MUCH):
        return False
    first = parsed.behind(lead.end)
    is_direct = first is not None and bool(first.names) and parsed.text[lead.end : first.start].strip() in ("", *forms("en", "article"))
    named = next(m.clause for m in parsed.mentions if m.names and m.start >= lead.end)
    opens = not (low or named or parsed.text[: lead.start].strip()) and ends < len(parsed.text)
    is_scene = lead.cls == "scene-lead" if is_direct else opens
    return is_scene and not any(m.figure is not None or m.is_a(*NO_SCENE) for m in parsed.inside(lead.end, ends))


AS_MUCH = 2
"""Maximum words between two of which the second sets something against a place: as much as Japan."""
NO_SCENE = ("flow", "balance", "rank", "partnerword", "share", "than")
"""Classes of words that say more of a place than that it did something."""


def _is_effect(parsed: Parsed, end: int) -> bool:
    """Whether Chinese words end with one for an influence, of which no trade is: 剔除假日影响后, 基数扰动."""
    after = right_before(parsed, end, "aside-tail")
    return right_before(parsed, end if after is None else after.start, "effect-noun") is not None


def _is_verb(parsed: Parsed, end: int) -> bool:
    """Whether Chinese words touch a figure that owns a word of a turn, so that they are its verb: 跑出9.7%的同比增长."""
    figure = next((m for m in parsed.mentions if m.start == end and m.figure is not None), None)
    mark = None if parsed.language == "en" or figure is None else right_behind(parsed, figure.end, "possessive")
    return mark is not None and any(m.start == mark.end and m.is_a("up", "down") for m in parsed.mentions)


def _is_dateline(parsed: Parsed, start: int, end: int) -> bool:
    """Whether capitals that open an English paragraph or heading are a dateline or an office: PORTLAND, Ore. -, WEDC: Exports rise."""
    text, kind = parsed.text, parsed.sentence.kind
    if parsed.language != "en" or kind not in ("paragraph", "heading", "title") or text[:start].strip(QUOTES):
        return False
    is_long = end - start > LONGEST_ACRONYM or kind != "paragraph"
    return text[start:end].isupper() and is_long and DATELINE.match(text, end) is not None


WORD = re.compile(r"[A-Za-z][\w'’-]*")
QUOTES = " \"“”'‘’"
LONGEST_ACRONYM = 4
DATELINE = re.compile(r"(?:, [A-Z][\w.]*(?: [A-Z]\w*)?)?[,.]?\s?(?:\([^()]{2,30}\)\s?|[A-Z][a-z]+\.? \d{1,2}, \d{4}\s?)?[-–—:]")
"""What closes a dateline: an office or region, a date, an agency or date in brackets, a dash or colon."""


def _covered(parsed: Parsed) -> Iterator[Span]:
    """The stretches that no phrase holds: mentions that are no product, but for single Chinese characters within a word (电 in 电池)."""
    text = parsed.text
    for m in parsed.mentions:
        within = (
            m.end - m.start == 1
            and m.words
            and m.end < len(text)
            and "\u4e00" <= text[m.end] <= "\u9fff"
            and "\u4e00" <= text[m.start] <= "\u9fff"
        )
        if not m.is_name("product") and not within and not (m.is_a("other") and right_behind(parsed, m.end, "goods-noun") is not None):
            yield m.start, m.end


def _english(parsed: Parsed) -> Iterator[Span]:
    """Runs of words that are no function words but within a known product (iron and steel), without the generic words and adverbs at their ends."""
    text = parsed.text
    covered = bytearray(len(text))
    for start, end in _covered(parsed):
        covered[start:end] = b"\1" * (end - start)
    named = [(m.start, m.end) for m in parsed.mentions if m.is_name("product")]
    run: list[Span] = []
    for match in re.finditer(r"(?<![^\W\d_])[A-Za-z][\w'’/&-]*", text):
        low, high = match.span()
        word = match[0].lower()
        stops = word in forms("en", "function") or word in forms("en", "unrestricting") or 1 in covered[low:high]
        stops = stops or any(word in forms("en", cls) and right_behind(parsed, high, behind) is not None for cls, behind in ENDED)
        stops = stops and not any(s <= low and high <= e for s, e in named)
        if run and (stops or text[run[-1][1] : low].strip()):
            yield from _trimmed(text, run)
            run = []
        if not stops:
            run.append((low, high))
        if run and word.endswith(tuple(forms("en", "possessive"))):
            run = []
    yield from _trimmed(text, run)


ENDED = (("actor-noun", "part-lead"), ("lead-verb", "named-at"))
"""Classes of words that end a phrase before words of another: who trades what follows (seller of), and that goods lead a list (ovens led with)."""


def _trimmed(text: str, run: list[Span]) -> Iterator[Span]:
    """A run of words without the generic words at its head and the verbs and adverbs at its end."""
    words = [text[low:high].lower() for low, high in run]
    start, end = 0, len(run)
    plain, closing = forms("en", "generic"), tuple(forms("en", "phrase-no-end"))
    while start < end and not _is_chief(words[start:end]) and (words[start] in plain or words[start].endswith(closing)):
        start += 1
    while end > start and words[end - 1].endswith(tuple(forms("en", "phrase-no-tail"))):
        end -= 1
    if start < end and run[end - 1][1] - run[start][0] >= SHORTEST["en"]:
        yield run[start][0], run[end - 1][1]


def _is_chief(words: Sequence[str]) -> bool:
    """Whether words name the chief goods, which are not all: major commodities."""
    return len(words) == len(("major", "goods")) and words[0] in forms("en", "chief") and words[1] in forms("en", "goods-noun")


def _chinese(parsed: Parsed) -> Iterator[Span]:
    """Runs of characters between mentions, marks and characters that no phrase holds."""
    text = parsed.text
    open_ = [("\u4e00" <= c <= "\u9fff" and c not in forms("zh", "stop")) or (c.isascii() and (c.isalpha() or c == "-")) for c in text]
    for low, high in _covered(parsed):
        open_[low:high] = [False] * (high - low)
    for word in said(parsed, "whole-word"):
        if not overlaps(word, parsed.mentions):
            open_[word.start : word.end] = [True] * (word.end - word.start)
    for m in parsed.mentions:
        if m.is_name("product"):
            open_[m.start : m.end] = [True] * (m.end - m.start)
    start = None
    for i, inside in enumerate([*open_, False]):
        if inside and start is None:
            start = i
        elif not inside and start is not None:
            end = _before_adverbs(parsed, start, i)
            if end - start >= SHORTEST["zh"] or stands_alone(parsed, start, end):
                yield start, end
            start = None


def _before_adverbs(parsed: Parsed, start: int, end: int) -> int:
    """Where a Chinese phrase ends without the adverbs that lead to the word of a rise or fall behind it: 玩具大幅增长."""
    if not any(m.start == end and m.is_a("up", "down") for m in parsed.mentions):
        return end
    while (word := right_before(parsed, end, "move-adverb")) is not None and start < word.start:
        end = word.start
    return end


def _joined(text: str, spans: list[Span], language: Language) -> Iterator[Span]:
    """Neighbours with a conjunction between them as one phrase: oil and natural gas, 计算机、通信和其他电子设备."""
    joints = forms(language, "phrase-joint")
    links = [text[a[1] : b[0]].strip().lower() in joints and b[0] - a[1] <= 5 for a, b in pairwise(spans)]
    for i in range(len(spans)):
        for j in range(i + 1, min(i + JOINED, len(spans))):
            if not links[j - 1]:
                break
            yield spans[i][0], spans[j][1]


def _value(parsed: Parsed, start: int, end: int, language: Language) -> str:
    """The code or "?words" of a phrase, empty where it holds nothing but generic words."""
    inside = [m for m in parsed.mentions if m.start >= start and m.end <= end and m.is_name("product")]
    if len(inside) == 1 and (inside[0].start, inside[0].end) == (start, end):
        return inside[0].names[0].code
    words = parsed.text[start:end].strip(" -\"“”'")
    generic, function = forms(language, "generic"), forms(language, "function")
    if language == "en":
        real = [w for w in re.findall(r"[\w'-]+", words.lower()) if w not in generic and w not in function]
    else:
        rest = _generic().sub("", words)
        real = [c for c in re.findall(r"[\u4e00-\u9fffA-Za-z]", rest) if c not in function and c not in generic]
    if not real and not (language == "en" and _is_chief(words.lower().split())):
        return inside[0].names[0].code if len(inside) == 1 else ""
    return "?" + words


@cache
def _generic() -> re.Pattern[str]:
    """The generic words, and those that restrict nothing, of more than one Chinese character, the longest first."""
    known = {form for cls in ("generic", "unrestricting") for form in forms("zh", cls) if len(form) > 1}
    return re.compile("|".join(map(re.escape, sorted(known, key=len, reverse=True))))


CUES = ("flow", "figure", "time", "up", "down", "level", "share", "than", "and", "ofwhich", "respectively", "balance", "other", "services", "partnerword", "from", "proform",
        "while", "multiple", "contribution", "points", "rank", "superlative", "more")  # fmt: skip
"""Classes of mentions that are reported beside a phrase."""


def _cue(mention: Mention) -> str:
    if mention.figure is not None:
        return "figure"
    if mention.time is not None:
        return "time"
    if mention.names:
        return mention.names[0].kind
    return next((c for c in CUES if mention.is_a(c)), mention.cls)


def _beside(parsed: Parsed, place: int, language: Language, *, behind: bool) -> str:
    """What stands right before a phrase or behind it: a mention, a function word with the mention beyond that, or a mark."""
    text, edge = parsed.text, attrgetter("start" if behind else "end")
    at = _past_blanks(text, place, behind)
    if at == (len(text) if behind else 0):
        return "end" if behind else "begin"
    touching = next((m for m in parsed.mentions if edge(m) == at and not m.is_name("product")), None)
    if touching is not None and not touching.is_a("prep", "and"):
        return _cue(touching)
    match = None if language == "zh" else re.match(r"[A-Za-z]+", text[at:]) if behind else re.search(r"[A-Za-z]+$", text[:at])
    word = match[0].lower() if match else text[at if behind else at - 1]
    if word not in forms(language, "function") and (word.isalpha() or word.isdigit()):
        return "word"
    further = _past_blanks(text, at + len(word) if behind else at - len(word), behind)
    lead = next((_cue(m) for m in parsed.mentions if edge(m) == further and not m.is_name("product")), "")
    return f"{word}+{lead}" if lead else word


def _past_blanks(text: str, place: int, behind: bool) -> int:
    """A place with the blanks and quotation marks skipped behind or before it."""
    return len(text) - len(text[place:].lstrip(" \"”'")) if behind else len(text[:place].rstrip(" \"“'"))
