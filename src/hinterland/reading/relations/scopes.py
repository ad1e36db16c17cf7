"""Among whom something is ranked or counted: the group, the top N, the nation, partners or products named beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hinterland import codes
from hinterland.packs import packs
from hinterland.reading.lands import PEERS, country_of
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed, once_a_sentence, overlaps
from hinterland.reading.plain import numerals
from hinterland.reading.relations.words import Found, cardinal, groups, regions, right_before, right_behind, said, whole
from hinterland.reading.units import units

REACH = {"en": (400, 70), "zh": (18, 12)}
"""How far before and behind a phrase its scope may stand."""
TOPS = {3: "top-3", 5: "top-5", 10: "top-10", 20: "top-20"}


@once_a_sentence
def named_scopes(parsed: Parsed) -> list[Found]:
    """Every scope that a sentence names, in order, two groups that a conjunction joins as one."""
    return list(_joined(parsed, listed_scopes(parsed)))


@once_a_sentence
def listed_scopes(parsed: Parsed) -> list[Found]:
    """Every scope that a sentence names, each by itself, in order; a group within a counted noun is none."""
    every = whole(parsed)
    named = [m for m in parsed.mentions if m.is_name("place", "group")]
    tops = tops_of(parsed)
    nouns = said(parsed, "counted-noun")
    outside = (m for m in groups(parsed) if not any(n.start < m.start and m.end <= n.end for n in nouns))
    found = [Found(m.start, m.end, "group", m.names[0].code) for m in outside]
    found = [f for f in found if f.value != every or not any(_specifies(parsed, o, f) for o in (*found, *tops) if o.value != every)]
    found += [Found(m.start, m.end, "nation", every) for m in parsed.mentions if m.value("proform") == "nation" or _is_country(parsed, m)]
    found += [f for f in said(parsed, "rank-scope") if not overlaps(f, named)]
    narrowed = ((f, _narrowed(parsed, f) if f.value == every and f.cls == "group" else None) for f in found if not overlaps(f, tops))
    told = [*(f if end is None else f._replace(value=f"?{parsed.text[f.start : end]}") for f, end in narrowed), *tops]
    return sorted((_some(parsed, f, found) if f.value == every else f for f in told), key=lambda f: f.start)


def _some(parsed: Parsed, scope: Found, found: list[Found]) -> Found:
    """A nation's scope, as one that no table knows where English words tell which of its traders are meant: among the country's six big exporters; not: among the nation's regions."""
    forms_of = tuple(forms("en", "possessive"))
    owner = next((scope.end + len(f) for f in ("", *forms_of) if parsed.text[: scope.end + len(f)].endswith(forms_of)), None)
    article = right_before(parsed, scope.start, "phrase-article")
    lead = right_before(parsed, scope.start if article is None else article.start, "whole-of")
    if parsed.language != "en" or owner is None or lead is None:
        return scope
    noun = next((f for f in found if f.start >= owner and f.value == scope.value), None)
    ends = len(parsed.text) if noun is None else noun.start
    words = re.split(r"[,.;:()]", parsed.text[owner:ends])[0]
    members = len(codes.members(scope.value)) if codes.is_group(scope.value) else None
    if noun is not None and all(w in forms("en", "attributed") or cardinal(w, "en") == members for w in words.lower().split()):
        return scope
    return scope._replace(value=f"?{parsed.text[scope.start : owner]}{words.rstrip()}")


def _joined(parsed: Parsed, scopes: list[Found]) -> Iterator[Found]:
    """Scopes with two groups that a conjunction joins as one that no table knows: among the eastern and western states."""
    joints = {parsed.written(m).lower() for m in parsed.mentions if m.is_a("and")}
    held: Found | None = None
    for scope in scopes:
        if held is not None and scope.cls == "group" and parsed.between(held, scope).lower() in joints:
            scope = Found(held.start, scope.end, "group", f"?{parsed.text[held.start : scope.end]}")
        elif held is not None:
            yield held
        held = scope
    if held is not None:
        yield held


def _narrowed(parsed: Parsed, scope: Found) -> int | None:
    """Where the unknown words end that tell in English which of a nation's regions are meant (states along a river, states without ports); None where none do."""
    if parsed.language != "en":
        return None
    for unit in (u for u in units(parsed) if u.start >= scope.end):
        if unit.kind == "unknown":
            return unit.end
        if unit.kind not in ("prep", "article", "plain") or unit.value == "by":
            return None
    return None


def _specifies(parsed: Parsed, group: Found, members: Found) -> bool:
    """Whether a group or the top N tells whose members a noun for members means: 沿海十一地, 前十的地区, the four states of the delta."""
    if group.end <= members.start:
        between = parsed.text[group.end : members.start]
        return between in ("", *forms("zh", "possessive")) or cardinal(between, parsed.language) is not None
    link = right_behind(parsed, members.end, "within")
    if link is None:
        return False
    article = parsed.between(link, group).lower()
    return link.end <= group.start and article in ("", *forms(parsed.language, "phrase-article"))


def _is_country(parsed: Parsed, m: Mention) -> bool:
    """Whether a country is named as the place within which something is ranked: in Mexico, Mexico's third-largest."""
    return bool(
        m.names
        and m.names[0].level == "nation"
        and (
            any(
                f.end <= m.start and parsed.between(f, m).lower() in ("", *forms(parsed.language, "phrase-article"))
                for f in said(parsed, "within")
            )
            or any(parsed.text.startswith(form, m.end) for form in forms("en", "possessive"))
        )
    )


@once_a_sentence
def tops_of(parsed: Parsed) -> list[Found]:
    """The top N: top ten, ten largest, 前十."""
    found = []
    number = rf"(\d{{1,2}}|[{numerals()}]{{1,2}}|[a-z]+)"
    for head in said(parsed, "top-head"):
        match = re.compile(rf"[\s-]?{number}").match(parsed.text.lower(), head.end)
        if match and _top(parsed, match[1]) and not right_behind(parsed, match.end(), "rank-no-tail"):
            found.append(Found(head.start, match.end(), "top", _top(parsed, match[1])))
    for tail in (*said(parsed, "top-tail"), *_largest(parsed)):
        match = re.search(rf"{number}(?:\s|{'|'.join(forms('zh', 'count-counter'))})?$", parsed.text[: tail.start].lower())
        if match and _top(parsed, match[1]):
            found.append(Found(match.start(), tail.end, "top", _top(parsed, match[1])))
    return found


def _largest(parsed: Parsed) -> Iterator[Found]:
    """A superlative with the noun for a nation's regions, or those that export: the ten largest states, the ten biggest exporting states."""
    for word in said(parsed, "rank-extreme") if parsed.language == "en" else ():
        nouns = [f for f in said(parsed, "rank-scope") if f.value == whole(parsed) and word.end < f.start <= word.end + FARTHEST]
        between = parsed.text[word.end : nouns[0].start].split() if nouns else []
        if word.value == "desc" and nouns and all(w.lower() in forms("en", "attributed") for w in between):
            yield Found(word.start, nouns[0].end, "top-tail", "1")


FARTHEST = 12
"""Maximum characters between a superlative and the noun that it is of."""


def _top(parsed: Parsed, word: str) -> str:
    """The scope of the top N, empty where there is none."""
    number = cardinal(word, parsed.language)
    return TOPS.get(number or 0, "")


def scope_of(parsed: Parsed, start: int, end: int) -> Found | None:
    """The scope that a phrase between two places is ranked in: the nearest of its sentence, else that of the sentence's head."""
    text, (back, ahead) = parsed.text, REACH[parsed.language]
    best: tuple[int, Found] | None = None
    for scope in named_scopes(parsed):
        if start < scope.end and scope.start < end:
            distance = 0
        elif scope.end <= start:
            between = text[scope.end : start]
            distance = len(between) + (30 * len(re.findall(r"[,，;；。:：](?!\d)", between)) if parsed.language == "en" else 0)
            if len(between) > back or (parsed.language == "zh" and len(re.findall(r"[,，;；。:：](?!\d)", between))):
                continue
        else:
            between = text[end : scope.start]
            distance = len(between) + (3 if parsed.language == "zh" else 0)
            if len(between) > ahead or len(re.findall(r"[,，;；。:：](?!\d)", between)):
                continue
        if best is None or distance < best[0]:
            best = distance, scope
    return best[1] if best is not None else _heading(parsed, start)


def _heading(parsed: Parsed, start: int) -> Found | None:
    """The group that a sentence speaks of from its head on, with no place of its own in that clause."""
    for scope in named_scopes(parsed):
        if scope.end > start or scope.cls == "nation" or scope.value == whole(parsed):
            continue
        clause = parsed.sentence.clause(scope.start)
        if clause == parsed.sentence.clause(start) or any(m.clause == clause and m.names[0].level != "nation" for m in regions(parsed)):
            continue
        if any(o.cls == "nation" and scope.end <= o.start < start for o in named_scopes(parsed)):
            continue
        return scope
    return None


def is_computable(scope: str) -> bool:
    """Whether a scope is a group with members or a top N."""
    try:
        return bool(codes.members(scope)) or scope.startswith("top-")
    except LookupError:
        return scope.startswith("top-") or scope == PEERS


def is_of_regions(scope: str) -> bool:
    """Whether a scope's members lie directly below a nation."""
    if scope.startswith("top-") or scope == PEERS:
        return True
    try:
        found = codes.members(scope)
    except LookupError:
        return False
    return bool(found) and all(map(codes.is_first_level, found))


def of_subject(scope: str | None, nation: str | None, subject: str | None) -> str | None:
    """A scope of a document's nation as one of a claim's subject: Texas is ranked among the states, in whatever text; None where no pack has the regions."""
    own = nation if subject is None or subject.startswith("?") else country_of(subject)
    # "The states" are those of whatever country the subject lies in, although several countries call them so.
    whose = {pack.peers: pack.nation for pack in packs()}
    if scope == PEERS or (scope in whose and whose[scope] != (own or codes.home_of().nation)):
        return codes.home_of(own).peers
    return scope


NEAR = {"en": 70, "zh": 16}
"""Maximum characters between a first and its scope."""


def scope_near(parsed: Parsed, start: int, end: int) -> str:
    """The scope that a first is one of: the group of regions named nearest to it, else all regions of the nation."""
    every = whole(parsed)
    found: list[tuple[int, str]] = []
    for m in parsed.mentions:
        found += [(_distance(m, start, end), n.code) for n in m.names if n.kind == "group" and n.code and n.code != every]
    found += [(_distance(w, start, end), w.value) for w in said(parsed, "scope") if w.value != every]
    near = [f for f in found if f[0] <= NEAR[parsed.language]]
    return min(near)[1] if near else every


def _distance(word: Mention | Found, start: int, end: int) -> int:
    """How many characters lie between a word and a stretch."""
    return max(0, start - word.end, word.start - end)
