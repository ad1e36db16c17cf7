"""Words of a sentence or of a stretch of text that are no mentions of their own, and what stands around them: what a kind's reader asks of the lexicon beyond mentions.

`said` gives every form of some classes in a sentence, `near` those between two places, `right_before` and `right_behind` the one that ends or begins at a place, blanks aside.
"""

from __future__ import annotations

from hinterland.codes import Language
from hinterland.reading.lands import are_peers, peers_of
from hinterland.reading.lexicon import Found as Found
from hinterland.reading.lexicon import forms, forms_in
from hinterland.reading.mentions import Mention, Parsed

SCOPES = ("rank-noun", "rank-scope", "counted-noun", "scope")
"""Classes whose values are scopes."""


def spoken(text: str, language: Language, *classes: str) -> tuple[Found, ...]:
    """The forms of some classes in a text in order, none overlapping, the longest first where several begin at a place."""
    return forms_in(text, language).chosen(*classes)


def said(parsed: Parsed, *classes: str) -> tuple[Found, ...]:
    """The forms of some classes in a sentence."""
    key = (classes, parsed.nation)
    found: tuple[Found, ...] | None = parsed.kept.get(key)
    if found is None:
        found = parsed.kept[key] = tuple(_of_nation(parsed, f) for f in spoken(parsed.text, parsed.language, *classes))
    return found


def whole(parsed: Parsed) -> str:
    """The scope of all regions directly below the nation that a sentence's document is about."""
    return peers_of(parsed.nation)


def _of_nation(parsed: Parsed, found: Found) -> Found:
    """A word for a nation's regions as the scope of those that its document is about."""
    scope = found.cls in SCOPES and are_peers(found.value, parsed.nation)
    return found._replace(value=peers_of(parsed.nation)) if scope else found


def near(parsed: Parsed, low: int, high: int, *classes: str) -> list[Found]:
    """The forms of some classes that lie between two places of a sentence."""
    return [f for f in said(parsed, *classes) if low <= f.start and f.end <= high]


def right_before(parsed: Parsed, place: int, *classes: str) -> Found | None:
    """The longest form of some classes that ends at a place, blanks and hyphens aside."""
    text = parsed.text
    while place > 0 and text[place - 1] in " -":
        place -= 1
    found = forms_in(text, parsed.language).until(place, *classes)
    return None if found is None else _of_nation(parsed, found)


def right_behind(parsed: Parsed, place: int, *classes: str) -> Found | None:
    """The longest form of some classes that begins at a place, blanks and hyphens aside."""
    text = parsed.text
    while place < len(text) and text[place] in " -":
        place += 1
    found = forms_in(text, parsed.language).at(place, *classes)
    return None if found is None else _of_nation(parsed, found)


def rest(text: str, language: Language, *classes: str) -> str:
    """What a stretch of text says beside the words of some classes, without blanks at its ends."""
    out, reached = [], 0
    for word in spoken(text, language, *classes):
        out.append(text[reached : word.start])
        reached = word.end
    out.append(text[reached:])
    joined = " ".join(out) if language == "en" else "".join(out)
    for form in forms("en", "possessive"):
        joined = joined.replace(form, " ")
    return joined.strip()


def size(text: str, language: Language) -> int:
    """How many words a stretch of text has, in Chinese how many characters."""
    return len(text.split()) if language == "en" else len(text.strip())


def gap(parsed: Parsed, start: int, end: int) -> int:
    """How many words lie between two places of a sentence, in Chinese how many characters."""
    return size(parsed.text[start:end], parsed.language)


def breaks(text: str) -> bool:
    """Whether a clause or sentence ends within a stretch of text."""
    return any(c in text for c in ",;，；。:：()（）")


def ends_clause(text: str, place: int) -> bool:
    """Whether nothing of its clause follows a place: a mark does, or nothing at all."""
    tail = text[place:].lstrip()
    return not tail or not (tail[0].isalnum() or tail[0] in "-'\"“(（")


def next_mention(parsed: Parsed, place: int) -> Mention | None:
    """The first mention behind a place."""
    return next((m for m in parsed.mentions if m.start >= place), None)


def regions(parsed: Parsed) -> list[Mention]:
    """The mentions that name a place."""
    return [m for m in parsed.mentions if m.names and m.names[0].kind == "place" and m.names[0].code]


def groups(parsed: Parsed) -> list[Mention]:
    """The mentions that name a group of places."""
    return [m for m in parsed.mentions if m.names and m.names[0].kind == "group"]
