"""Words of a sentence or of a stretch of text that are no mentions of their own, and what stands around them: what a kind's reader asks of the lexicon beyond mentions.

`said` gives every form of some classes in a sentence, `near` those between two places, `right_before` and `right_behind` the one that ends or begins at a place, blanks aside; `cardinal`
and `number_of` what numbers count in digits and words; `of_trade` whether words that carry no figure speak of trade in goods by what is named beside them; `in_zone`, `rate_base` and
`is_base` the periods and names that a word of comparison leads to, of which what follows them is not.
"""

from __future__ import annotations

import re
from functools import lru_cache

from hinterland.codes import Language
from hinterland.reading.lands import are_peers, peers_of
from hinterland.reading.lexicon import Found as Found
from hinterland.reading.lexicon import forms, forms_in
from hinterland.reading.mentions import Mention, Parsed, once_a_sentence
from hinterland.reading.numbers import Figure
from hinterland.reading.plain import counted, numerals

KEPT = 4096
"""How many words are kept with the number that they are."""


def spoken(text: str, language: Language, *classes: str) -> tuple[Found, ...]:
    """The forms of some classes in a text in order, none overlapping, the longest first where several begin at a place."""
    return forms_in(text, language).chosen(*classes)


def said(parsed: Parsed, *classes: str) -> tuple[Found, ...]:
    """The forms of some classes in a sentence."""
    found: tuple[Found, ...] | None = parsed.kept.get(classes)
    if found is None:
        found = parsed.forms.chosen(*classes)
        found = parsed.kept[classes] = tuple([_of_nation(parsed, f) for f in found]) if found else found
    return found


def whole(parsed: Parsed) -> str:
    """The scope of all regions directly below the nation that a sentence's document is about."""
    return peers_of(parsed.nation)


def _of_nation(parsed: Parsed, found: Found) -> Found:
    """A word for a nation's regions as the scope of those that its document is about."""
    scope = found.cls in ("rank-noun", "rank-scope", "counted-noun", "scope") and are_peers(found.value, parsed.nation)
    return found._replace(value=peers_of(parsed.nation)) if scope else found


def near(parsed: Parsed, low: int, high: int, *classes: str) -> list[Found]:
    """The forms of some classes that lie between two places of a sentence."""
    found = parsed.kept.get(classes)
    if found is None:
        found = said(parsed, *classes)
    return [f for f in found if low <= f.start and f.end <= high] if found else []


def right_before(parsed: Parsed, place: int, *classes: str) -> Found | None:
    """The longest form of some classes that ends at a place, blanks and hyphens aside."""
    text = parsed.text
    while place > 0 and text[place - 1] in " -":
        place -= 1
    found = parsed.forms.until(place, *classes) if place in parsed.forms.ended else None
    return None if found is None else _of_nation(parsed, found)


def right_behind(parsed: Parsed, place: int, *classes: str) -> Found | None:
    """The longest form of some classes that begins at a place, blanks and hyphens aside."""
    text = parsed.text
    while place < len(text) and text[place] in " -":
        place += 1
    found = parsed.forms.at(place, *classes) if place in parsed.forms.begun else None
    return None if found is None else _of_nation(parsed, found)


def mover_before(parsed: Parsed, place: int) -> Mention | None:
    """The verb of a rise or fall right before a place, an article aside: fell fastest, rose the most."""
    before = parsed.before(place)
    if before is None or not before.is_a("up", "down"):
        return None
    return before if parsed.text[before.end : place].strip() in ("", *forms("en", "phrase-article")) else None


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


@once_a_sentence
def counted_places(parsed: Parsed) -> list[Mention]:
    """The Chinese words for towns with a number right before them: 苏南五市, 绵阳、泸州、德阳三市, 有3个市."""
    towns = [m for m in parsed.mentions if m.value("proform") == "city"] if parsed.language == "zh" else []
    return [m for m in towns if right_before(parsed, m.start, "numeral", "count-counter") or parsed.text[m.start - 1 : m.start].isdigit()]


def regions(parsed: Parsed) -> list[Mention]:
    """The mentions that name a place."""
    return [m for m in parsed.mentions if m.is_name("place") and m.names[0].code]


def groups(parsed: Parsed) -> list[Mention]:
    """The mentions that name a group of places."""
    return [m for m in parsed.mentions if m.is_name("group")]


def cardinal(word: str, language: Language) -> int | None:
    """What a number's word or digits count, None for any other word."""
    if word.isdecimal():
        return int(word)
    if language == "zh":
        return counted(word) if word and all(c in numerals() for c in word) else None
    tens, _, ones = word.lower().partition("-")
    known = forms("en", "number")
    if ones:
        return int(known[tens]) + int(known[ones]) if tens in known and ones in known and int(known[tens]) >= 20 else None
    return int(known[tens]) if tens in known else None


def number_in_words(text: str, language: Language) -> int | None:
    """The number or the place that the first number word of a phrase states: fifth among, nine of, 第六位; None where it has none."""
    if language == "zh":
        numeral = re.search(rf"[{numerals()}]+", text)
        return counted(numeral[0]) if numeral else None
    ordinals = forms("en", "ordinal")
    words = re.findall(r"[A-Za-z]+(?:-[A-Za-z]+)?", text)
    return next((n for w in words if (n := int(ordinals[w.lower()]) if w.lower() in ordinals else cardinal(w, "en")) is not None), None)


@lru_cache(KEPT)
def number_of(word: str) -> int | None:
    """What an English number counts, in digits or words, one and none among them."""
    lowered = word.lower()
    ones, none = forms("en", "count-one"), forms("en", "count-zero")
    if (known := none.get(lowered) or ones.get(lowered)) is not None:
        return int(known)
    tens, _, last = lowered.partition("-")
    if last in ones:
        number = cardinal(tens, "en")
        return number + 1 if number is not None and number >= 20 else None
    return cardinal(lowered, "en")


AHEAD = 25
"""Maximum characters between a phrase and its measure behind it."""


def of_trade(parsed: Parsed, start: int, end: int) -> bool | None:
    """Whether a phrase is of trade: by its measure behind it, else by a flow with nothing else named; None where that isn't plain."""
    behind = measure_behind(parsed, end) or statistic_behind(parsed, end)
    if behind is not None:
        return behind.is_a("flow")
    if any(m.is_a("other", "services", "company", "contribution") for m in parsed.mentions):
        return None
    return True if any(m.is_a("flow") for m in parsed.mentions) or near(parsed, 0, len(parsed.text), "trade-word") else None


def statistic_behind(parsed: Parsed, end: int) -> Mention | None:
    """The statistic beside trade that stands right behind an English phrase: the second-largest GDP."""
    m = parsed.behind(end) if parsed.language == "en" else None
    return m if m is not None and m.is_a("other") and parsed.is_blank(end, m.start) else None


def measure_behind(parsed: Parsed, end: int) -> Mention | None:
    """What a phrase is said to be by right behind it: second in imports, tenth nationwide by GDP."""
    while (tail := right_behind(parsed, end, "place-tail", "rank-scope", "leader-object", "nation-behind")) is not None:
        end = tail.end
    end = _behind_scope(parsed, end)
    lead = right_behind(parsed, end, "by-lead")
    if lead is None:
        return None
    m = parsed.behind(lead.end)
    while m is not None and m.start - lead.end <= AHEAD and not m.is_a("flow", "other", "services"):
        m = parsed.behind(m.end)
    return m if m is not None and m.start - lead.end <= AHEAD and m.clause == parsed.sentence.clause(end) else None


def _behind_scope(parsed: Parsed, end: int) -> int:
    """Where what follows a place in a nation or a time begins, behind these: seventh in the United States for, ninth among U.S. states in, fifth for 2016 in; the place itself elsewhere."""
    within = right_behind(parsed, end, "within", "by-lead")
    scope = None if within is None else parsed.behind(within.end)
    is_scope = scope is not None and (scope.time is not None or (scope.is_name("place") and scope.names[0].level == "nation"))
    if within is None or scope is None or not is_scope or rest(parsed.text[within.end : scope.start], parsed.language, "article"):
        return end
    noun = right_behind(parsed, scope.end, "region-noun")
    return _behind_scope(parsed, scope.end if noun is None else noun.end)


SPANS = ("range", "rangeyears", "yearrange")
"""Kinds of periods that "from" leads to without comparing."""


def in_zone(parsed: Parsed, i: int) -> bool:
    """Whether a comparator stands before a mention in its clause, with no figure between; for a period also what leads to a base behind a figure (up 5% from May)."""
    m = parsed.mentions[i]
    if m.time is not None and m.time.kind not in SPANS and (lead := right_before(parsed, m.start, "base-lead")) is not None:
        behind = next((o for o in reversed(parsed.mentions[:i]) if o.end <= lead.start), None)
        return behind is not None and behind.clause == m.clause and (behind.figure is not None or behind.is_a("up", "down", "yearago"))
    for k in range(i - 1, -1, -1):
        o = parsed.mentions[k]
        if o.clause != m.clause or o.figure is not None:
            return False
        if o.is_a("than"):
            return True
    return False


def rate_base(parsed: Parsed, start: int) -> Mention | None:
    """The period whose own rate a Chinese figure is, which a word of comparison sets another against: 增速较2024年的23.2%放缓."""
    if parsed.language != "zh":
        return None
    owner = next((form for form in forms("zh", "possessive") if parsed.text.endswith(form, 0, start)), "")
    time = next((m for m in parsed.mentions if owner and m.end == start - len(owner) and m.time is not None), None)
    return time if time is not None and right_before(parsed, time.start, "base-lead", "than") is not None else None


def owner_start(parsed: Parsed, place: int) -> int:
    """Where the time begins that owns the English figure at a place, or the place itself: than June's 5.6 percent."""
    end = len(parsed.text[:place].rstrip())
    owners = [m for m in parsed.mentions if m.time is not None and m.end <= end <= m.end + POSSESSIVE] if parsed.language == "en" else []
    owned = bool(owners) and parsed.text[owners[-1].start : end].endswith(tuple(forms("en", "possessive")))
    return owners[-1].start if owned else place


POSSESSIVE = 2
"""Maximum characters of the mark of a possessive."""


def is_own_month(parsed: Parsed, word: Found, start: int, end: int) -> bool:
    """Whether an English month before is when a figure was so, and not what it is set against: a drop in the previous month; than the previous month's 33%; up from 5% the previous month."""
    is_behind = end <= word.start and gap(parsed, end, word.start) <= 1
    if right_before(parsed, word.start, "within") is not None or owner_start(parsed, start) < word.end <= start:
        return True
    return is_behind and right_before(parsed, start, "from", "base-lead", "than") is not None


def is_rise_told_of(parsed: Parsed, end: int) -> bool:
    """Whether the English word of a rise or fall right behind a figure has a relative clause, which then compares the whole and not the figure: a 4.2 percent rise that outpaced the nation's."""
    move = parsed.behind(end)
    is_rise = parsed.language == "en" and move is not None and move.is_a("up", "down") and not parsed.text[end : move.start].strip(" -")
    return is_rise and move is not None and right_behind(parsed, move.end, "relative-that") is not None


def rate_behind(parsed: Parsed, end: int) -> Found | None:
    """The word for a rate that owns the Chinese figure right before it: 5%的平均增速."""
    mark = right_behind(parsed, end, "possessive") if parsed.language == "zh" else None
    return None if mark is None else right_behind(parsed, mark.end, "rate-owning")


def balance_behind(parsed: Parsed, end: int) -> Mention | None:
    """The word for a surplus or a deficit that owns the Chinese amount right before it: 134亿元的贸易逆差."""
    mark = right_behind(parsed, end, "possessive") if parsed.language == "zh" else None
    behind = None if mark is None else parsed.behind(mark.end)
    is_near = behind is not None and mark is not None and behind.start - mark.end <= OWNED
    return behind if behind is not None and is_near and behind.is_a("balance") and not breaks(parsed.text[end : behind.start]) else None


OWNED = 4
"""Maximum characters between an amount's possessive and the word for the balance that it describes."""


def is_of_event(parsed: Parsed, mention: Mention) -> bool:
    """Whether a time is that of an event, so that no figure is of it: warned in July that, figures released in May, 7月公布的数据."""
    if parsed.language == "zh":
        return right_behind(parsed, mention.end, "event-verb") is not None
    if _names_event(parsed, mention):
        return True
    lead = right_before(parsed, mention.start, "within")
    return lead is not None and right_before(parsed, lead.start, "event-verb") is not None


def _names_event(parsed: Parsed, mention: Mention) -> bool:
    """Whether an English time owns a noun that is no statistic, and nothing of trade stands in its clause: than at last year's fair."""
    marks, time = tuple(forms("en", "possessive")), parsed.written(mention)
    behind = parsed.text[mention.end :]
    owned = behind if time.endswith(marks) else next((behind.removeprefix(form) for form in marks if behind.startswith(form)), "")
    if not owned.strip()[:1].isalpha() or any(m.is_a("flow", "balance", "services") for m in parsed.mentions if m.clause == mention.clause):
        return False
    start = len(parsed.text) - len(owned.lstrip())
    touched = next((m for m in parsed.mentions if m.start == start), None)
    return touched is None or not (touched.figure is not None or touched.time is not None or touched.is_a("other", "level", "up", "down"))


def is_base(parsed: Parsed, mention: Mention) -> bool:
    """Whether a word leads to a period that something else is set against, or to the figure right before it: what follows is of no such year (up from 3 billion in 2022)."""
    if mention.time is None or mention.time.kind in SPANS:
        return False
    within = right_before(parsed, mention.start, "within")
    end = len(parsed.text[: mention.start if within is None else within.start].rstrip())
    figure = next((m for m in parsed.mentions if m.end == end and m.figure is not None), mention)
    lead = right_before(parsed, figure.start, "base-lead")
    return lead is not None and lead.value != "years"


def is_compared(parsed: Parsed, start: int = 0) -> bool:
    """Whether a sentence sets one side against another from a place on; 比重 does not, though 比 stands in it."""
    shares = [m for m in parsed.mentions if m.is_a("share")]
    words = (w for w in said(parsed, "compare", "compare-than", "rate-compared") if w.start >= start)
    return any(not any(m.start <= w.start and w.end <= m.end for m in shares) for w in words)


def is_against_time(parsed: Parsed, figure: Figure | None) -> bool:
    """Whether an English percentage is set against another time of its own flow: 3 percent below the same months last year, 8% above the exports of 2022."""
    if figure is None or figure.dimension != "percent" or parsed.language != "en":
        return False
    behind = parsed.following(figure.end)[: len(("above", "exports", "of", "2022"))]
    time = next((i for i, m in enumerate(behind) if m.time is not None), 0)
    touches = bool(behind) and behind[0].is_a("than") and parsed.is_blank(figure.end, behind[0].start)
    return touches and time > 0 and all(m.is_a("flow", "level", "prep") and not m.names for m in behind[1:time])


def listed_move(parsed: Parsed, start: int, end: int) -> Mention | None:
    """The rise or fall whose members an English list names, each with its rate in brackets: increases were seen in exports of toys (11.6 percent), steel (5.8 percent) and tin (2 percent)."""
    moved = parsed.before(start, "up", "down", "share")
    brackets = parsed.text[start - 1 : start], parsed.text[end : end + 1]
    if parsed.language != "en" or moved is None or moved.is_a("share") or brackets != ("(", ")"):
        return None
    inside = [m for m in parsed.inside(moved.end, start) if not m.is_a("level", "prep", "and")]
    listed = all(m.names or (m.figure is not None and parsed.text[m.start - 1] == "(") for m in inside[1:])
    return moved if inside and inside[0].is_a("flow") and listed else None


def is_of_first(parsed: Parsed, since: Mention) -> bool:
    """Whether it is a first or a record that an English text has seen none of since a time: their first fall since 2009, after a rise of 4%."""
    before = [m for m in parsed.mentions if m.end <= since.start and m.clause == since.clause and parsed.language == "en"]
    firsts = [m.end for m in before if m.is_a("record", "first") or m.value("ordinal") == "1"]
    return bool(firsts) and not any(m.figure is not None and m.start >= firsts[-1] for m in before)
