"""Phrases around flow words: what is exported or imported, in words that may be known or not.

"fresh durian exports", "exports of nickel matte", 出口鲜切花, 特色农产品出口: `commodities(parsed, language)` gives each such phrase with the flow word it belongs to. A phrase that is
exactly a known product is that product; one that holds more than that is its own words, so that nothing named is taken for the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from hinterland.codes import Language
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed

LONGEST_EN = 6
"""Maximum words of a commodity phrase in English."""
LONGEST_ZH = 14
"""Maximum characters of one in Chinese."""


@dataclass(frozen=True, slots=True)
class Commodity:
    """A phrase that names what is traded: its place, the code of a product where it is exactly one, else "?words", the flow word's place, and its side."""

    start: int
    end: int
    value: str
    flow: int
    side: str


def commodities(parsed: Parsed, language: Language) -> list[Commodity]:
    """The commodity phrases of a sentence."""
    found = list(_heads(parsed, language))
    for number, mention in enumerate(parsed.mentions):
        if not mention.is_a("flow"):
            continue
        for side in ("left", "right"):
            span = (
                (_left_en if side == "left" else _right_en)(parsed, number)
                if language == "en"
                else (_left_zh if side == "left" else _right_zh)(parsed, number)
            )
            if span is not None and (value := _value(parsed, *span, language)):
                found.append(Commodity(*span, value, mention.start, side))
                parts = _parts(parsed.text, *span, language)
                for low, high in parts if len(parts) > 1 else ():
                    if item := _value(parsed, low, high, language):
                        found.append(Commodity(low, high, item, mention.start, "item"))
    return found


def _heads(parsed: Parsed, language: Language) -> Iterator[Commodity]:
    """The phrases that a clause speaks of where it names no flow: milk powder rose 5 percent, 太阳能电池增长42.5%, the first cell of a row."""
    sentence = parsed.sentence
    ends = [*sentence.clauses[1:], len(parsed.text)]
    for low, high in zip(sentence.clauses, ends, strict=True):
        inside = [m for m in parsed.mentions if low <= m.start < high]
        stop = next((m for m in inside if m.figure is not None or m.is_a("up", "down", "level", "share", "respectively")), None)
        if stop is None or any(
            m.is_a("flow", "other", "balance", "services") or m.time is not None for m in inside if m.start < stop.start
        ):
            continue
        start = low
        for m in inside:
            if m.end <= stop.start and m.start < stop.start and not _product(m):
                start = max(start, m.end)
        end = stop.start
        words = parsed.text[start:end]
        start += len(words) - len(words.lstrip(' ,，、:："“(（-•·'))
        end -= len(words) - len(words.rstrip(' ,，、:："”)）|'))
        if end - start < (2 if language == "zh" else 3) or end - start > (LONGEST_ZH if language == "zh" else 60):
            continue
        if language == "en":
            span = _trimmed(parsed.text, start, end)
            count = len(parsed.text[start:end].split())
            if (
                span is None
                or count > LONGEST_EN + 2
                or any(
                    w in forms("en", "function") and w not in forms("en", "clause-joint")
                    for w in parsed.text[span[0] : end].lower().split()
                )
            ):
                continue
            start, end = span
        elif any(_stops(c, "clause-joint") for c in parsed.text[start:end]):
            continue
        value = _value(parsed, start, end, language)
        if value:
            yield Commodity(start, end, value, stop.start, "head")
        parts = _parts(parsed.text, start, end, language)
        for low_, high_ in parts if len(parts) > 1 else ():
            if value := _value(parsed, low_, high_, language):
                yield Commodity(low_, high_, value, stop.start, "item")


@cache
def _separators(language: Language) -> re.Pattern[str]:
    """What stands between the members of a list."""
    words = sorted(forms(language, "list"), key=len, reverse=True)
    latin = [re.escape(w) for w in words if w.isascii() and w[0].isalpha()]
    rest = [re.escape(w) + r"\s*" for w in words if not (w.isascii() and w[0].isalpha())]
    return re.compile("|".join([rf"(?:,\s*|\s+)(?:{'|'.join(latin)})\s+", *rest] if latin else rest))


def _stops(character: str, joints: str) -> bool:
    """Whether a Chinese commodity phrase can't go on over a character; `joints` is the class of those that it may hold."""
    return character in forms("zh", "stop") and character not in forms("zh", joints)


def _parts(text: str, start: int, end: int, language: Language) -> list[tuple[int, int]]:
    """The members of a listed phrase."""
    found = []
    cursor = start
    for match in _separators(language).finditer(text, start, end):
        found.append((cursor, match.start()))
        cursor = match.end()
    found.append((cursor, end))
    trimmed = []
    for low, high in found:
        words = text[low:high]
        for end_mark in forms(language, "list-end"):
            words = words.partition(end_mark)[0]
        high = low + len(words.rstrip())
        if high - low >= 2:
            trimmed.append((low, high))
    return trimmed


def _value(parsed: Parsed, start: int, end: int, language: Language) -> str:
    """The code or "?words" of a phrase, empty where it holds nothing but generic words."""
    inside = [m for m in parsed.mentions if m.start >= start and m.end <= end and m.names and m.names[0].kind == "product"]
    if len(inside) == 1 and (inside[0].start, inside[0].end) == (start, end):
        return inside[0].names[0].code
    words = parsed.text[start:end].strip(" -\"“”'")
    if language == "en":
        real = [w for w in re.findall(r"[\w'-]+", words.lower()) if w not in forms("en", "generic") and w not in forms("en", "function")]
    else:
        rest = words
        for form in sorted(forms("zh", "generic"), key=len, reverse=True):
            if len(form) > 1:
                rest = rest.replace(form, "")
        real = [
            c for c in re.findall(r"[\u4e00-\u9fffA-Za-z]", rest) if c not in forms("zh", "function") and c not in forms("zh", "generic")
        ]
        if len(real) < 2 and not inside:
            return ""
    if not real:
        return inside[0].names[0].code if len(inside) == 1 else ""
    return "?" + words


def _product(mention: Mention) -> bool:
    return bool(mention.names) and mention.names[0].kind == "product"


def _blocked(parsed: Parsed, start: int, end: int) -> bool:
    """Whether a word is part of a mention that no commodity phrase holds."""
    return any(
        m.start < end and start < m.end and not _product(m) and not m.is_a("superlative", "rank", "while", "hedge", "agency", "company")
        for m in parsed.mentions
    )


def _left_en(parsed: Parsed, number: int) -> tuple[int, int] | None:
    """The words right before a flow noun: fresh durian exports."""
    mention = parsed.mentions[number]
    text = parsed.text
    words = [m.span() for m in re.finditer(r"[A-Za-z][\w'’/-]*", text[: mention.start])][-LONGEST_EN:]
    start = end = None
    edge = mention.start
    for low, high in reversed(words):
        word = text[low:high].lower()
        if (
            text[high:edge].strip()
            or word in forms("en", "function")
            or _blocked(parsed, low, high)
            or word.endswith(tuple(forms("en", "phrase-no-end")))
        ):
            break
        start, end, edge = low, end or high, low
    if start is None or end is None:
        return None
    return _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A phrase without the generic words at its head."""
    while start < end:
        match = re.match(r"[A-Za-z][\w'’/-]*", text[start:end])
        if match is None or match[0].lower() not in forms("en", "generic"):
            break
        start += match.end()
        while start < end and text[start] == " ":
            start += 1
    return (start, end) if start < end else None


def _right_en(parsed: Parsed, number: int) -> tuple[int, int] | None:
    """The phrase behind "exports of" or a verb of trade: exports of nickel matte, exported fresh flowers."""
    mention = parsed.mentions[number]
    text = parsed.text
    place = mention.end
    verb = text[mention.start : mention.end].lower().endswith(tuple(forms("en", "verb-end")))
    of = re.match(rf"\s+({'|'.join(forms('en', 'phrase-of'))})\s+", text[place:])
    if of is not None:
        place += of.end()
    elif not verb:
        return None
    else:
        place += len(text[place:]) - len(text[place:].lstrip())
    start, end, count = place, place, 0
    articles = forms("en", "phrase-article")
    for match in re.finditer(r"[A-Za-z][\w'’/-]*|[^\sA-Za-z]", text[place:]):
        low, high = place + match.start(), place + match.end()
        word = match[0].lower()
        joins = word in forms("en", "phrase-joint") and end > start
        if count >= LONGEST_EN or not (match[0][0].isalpha() or joins) or _blocked(parsed, low, high):
            break
        if word in forms("en", "function") and not joins and word not in articles:
            break
        if word in articles and end > start:
            break
        if word in articles:
            start = end = high + 1
            continue
        if joins:
            nxt = re.match(r"\s*([A-Za-z][\w-]*)", text[high:])
            if nxt is None or nxt[1].lower() in forms("en", "function") or _blocked(parsed, high + nxt.start(1), high + nxt.end(1)):
                break
            continue
        end, count = high, count + 1
    return _trimmed(text, start, end) if end > start else None


def _edges_zh(parsed: Parsed, low: int, high: int) -> list[int]:
    """Places within a stretch where a commodity phrase can't go on: mentions that are no product, marks, function words."""
    edges = []
    for m in parsed.mentions:
        if m.end > low and m.start < high and not _product(m):
            edges += [m.start, m.end]
    for match in re.finditer(r"[^\u4e00-\u9fffA-Za-z0-9“”\"、]", parsed.text[low:high]):
        edges += [low + match.start(), low + match.end()]
    return edges


def _left_zh(parsed: Parsed, number: int) -> tuple[int, int] | None:
    """The characters right before a flow word: 鲜切花出口, 特色农产品出口."""
    mention = parsed.mentions[number]
    low = max(0, mention.start - LONGEST_ZH)
    edges = [e for e in _edges_zh(parsed, low, mention.start) if e <= mention.start]
    start = max([low, *edges])
    start = max([start, *(start + i + 1 for i, c in enumerate(parsed.text[start : mention.start]) if _stops(c, "phrase-joint"))])
    return (start, mention.start) if mention.start - start >= 2 else None


def _right_zh(parsed: Parsed, number: int) -> tuple[int, int] | None:
    """The characters right behind a flow word: 出口鲜切花5亿元."""
    mention = parsed.mentions[number]
    if mention.value("flow") == "total" and len(parsed.text[mention.start : mention.end]) > 3:
        return None
    high = min(len(parsed.text), mention.end + LONGEST_ZH)
    edges = [e for e in _edges_zh(parsed, mention.end, high) if e >= mention.end]
    end = min([high, *edges])
    end = min([end, *(mention.end + i for i, c in enumerate(parsed.text[mention.end : end]) if _stops(c, "phrase-joint"))])
    return (mention.end, end) if end - mention.end >= 2 else None
