"""What is refused of a request, in a sentence that names the words: those that no table knows, what isn't measured here, and words that the
kind of answer has no use for (`uses.csv`), so that none is passed over."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Literal

from hinterland import codes
from hinterland.codes import Language, Period
from hinterland.codes.homes import nation_of
from hinterland.models import Op
from hinterland.requests import history
from hinterland.requests.messages import Unclear, listed, message, refuse, several
from hinterland.requests.passing import see_to_unknown
from hinterland.requests.periods import CENTURY
from hinterland.requests.places import Places, is_sum, places, whole
from hinterland.requests.scan import Mention, Scan, scan
from hinterland.requests.totals import is_flow_share
from hinterland.requests.vocabulary import home, records, scope, vocabulary

What = Literal["figure", "comparison", "ranking", "history", "claim", "brief", "outlook", "definition"]
WHOLE = ("share", "contribution")
"""What is of the nation's trade."""
BOTH = {"export", "import"}


def periods(found: Scan) -> tuple[Period, ...]:
    """The periods named, each once."""
    return tuple(dict.fromkeys(s.period for s in found.stretches if s.period is not None))


def named(found: Scan, what: What) -> tuple[Period, ...]:
    """The periods that a request is about: where growth is asked or said, not also the one that it is on."""
    late = grown_on(found) if what in ("figure", "claim") else None
    return periods(found) if late is None else (late,)


def with_base(found: Scan, named: tuple[Period, ...]) -> tuple[Period, ...]:
    """Spans of the last few years with the year before, on which the first of their yearly rates is: the average growth of the last five years rests on six levels."""
    recent = [s.period for s in found.stretches if s.meaning == "lastyears"]
    return tuple(Period(p.start - 100, p.end) if p in recent else p for p in named)


def grown_on(found: Scan) -> Period | None:
    """The one period whose growth is asked where the same period of the year before is only named as what it is on."""
    late, early = periods(found) if len(periods(found)) == 2 else (None, None)
    led = [m.end for m, _ in found.every("than")]
    on = [s for s in found.stretches if s.period == early and (s.shift or s.against or s.start in led)]
    return late if late and early and on and found.every("growth") and late.year_before() == early else None


def years(found: Scan) -> tuple[Period, ...]:
    """The years over, one by one, of the periods that are named."""
    spans = [(p.start // 100, min(p.end // 100 + 1, found.today.year)) for p in periods(found)]
    return tuple(Period.of_year(y) for first, end in spans for y in range(first, end))


def until(found: Scan) -> int | None:
    """The year by which something is to be so at the latest, where one is named: by 2027."""
    return next((s.period.end // 100 for s in found.stretches if s.meaning in ("by", "before", "within") and s.period is not None), None)


def is_ahead(found: Scan) -> bool:
    """Whether what is to come is asked: by a word, but of one that lists years gone by as well (a trend) where such are named, by an amount and a year to come, or what may be then."""
    past = [p for p in periods(found) if p.months > 12 and p.start < found.today.year * 100]
    ahead = [p for p in periods(found) if p.end > found.today.year * 100 + 12]
    when = found.is_sourced and periods(found)  # When a figure was published.
    each = len(found.every("each")) > 1  # Months one by one: how they went.
    others = [kind for kind, is_other in (("each", past or each), ("firstly", when)) if is_other]
    worded = [m for m, _ in found.every("outlook") if not any(m.of(kind) for kind in others)]
    may = found.every("able") and any(p.end >= found.today.year * 100 + found.today.month for p in periods(found))
    return bool(worded or may or (ahead and (found.figures or found.every("amount")))) or any(s.ahead for s in found.stretches)


def called(form: str, language: Language) -> str:
    """A form as it is shown: a place by its name, all else as it is."""
    first = vocabulary()[form][0]
    try:
        return codes.name(first.value, language, "subject") if first.kind == "subject" else form
    except LookupError:
        return form


def corrections(found: Scan) -> tuple[tuple[str, str], ...]:
    """What was read otherwise than written: slips, and two digits as a year."""
    slips = ((m.written, called(m.form, found.language)) for m in found.mentions if m.corrected)
    return (*found.slips, *slips, *((s.written, str(CENTURY + int(s.written))) for s in found.stretches if s.short))


def dated(found: Scan) -> tuple[str, ...]:
    """The periods that were assumed, as sentences."""
    return tuple(message(f"assumed:{s.meaning or 'year'}", found.language, period=s.period) for s in found.stretches if s.assumed)


def see_to_words(found: Scan, where: Places) -> None:
    """Raise `Unclear` for what is unknown, doesn't exist, or isn't measured here."""
    language = found.language
    for s in found.stretches:
        if s.invalid:
            raise refuse("period", language, words=s.written)
    see_to_refused(found, bool(where.partners or found.values("product")))
    see_to_unknown(found, where)
    for u in found.unknown:
        if any(c.isdigit() for c in u.written):
            raise refuse("number", language, why="period", words=u.written)
        if u.offered:
            raise refuse("unknown:offered", language, why="unknown", offered=tuple(called(f, language) for f in u.offered), words=u.written)
        raise refuse("unknown", language, words=u.written)
    see_to_order(found)
    for mention, _ in found.every("top"):
        if mention.of("superlative") is None and not (mention.of("firstly") and history.is_asked(found, where.subjects)):
            raise refuse("unknown", language, words=mention.written)
    for mention, _ in found.every("not"):
        before = any(m.start >= mention.end and not found.text[mention.end : m.start].strip() for m, _ in found.every("subject"))
        is_ever = mention.of("never") is not None and history.is_asked(found, where.subjects)
        if not is_ever and (not before or not (where.subjects or where.partners)):
            raise refuse("unknown", language, words=mention.written)
    for mention, _ in found.every("measure"):
        if mention.of("outlook") is None and not _is_asking(mention):
            raise refuse("measure", language, words=mention.written)
    if where.several is not None:
        given = [f"{codes.name(m.value, language)} ({m.value})" for m in where.several.meanings if m.kind == "subject"]
        raise refuse("ambiguous", language, name=where.several.written, given=listed(given, "or", language))
    if where.inner and not where.asked:
        raise refuse("inner", language)
    if where.unheld:
        raise refuse("unheld", language, name=where.unheld[0])
    asked = [m for m, meaning in found.every("axis") if meaning.value == "asked"]
    if where.asked or any(m.of("toward") is None or not where.partners for m in asked) or is_of_things(found, where):
        raise refuse("axis", language)
    if len(regimes := found.values("regime")) > 1:
        raise several("regime", regimes, language)


def see_to_order(found: Scan) -> None:
    """Raise `Unclear` for a word that says what was before what, which is taken up only of regions and an amount."""
    for mention, _ in found.every("earlier"):
        raise refuse("unknown", found.language, words=mention.written)


def _is_asking(mention: Mention) -> bool:
    """Whether a word that could ask for what isn't answered only begins the request: need the exports of Jiangsu."""
    return mention.start == 0 and mention.of("filler") is not None


def see_to_claim(found: Scan) -> None:
    """Raise `Unclear` for a place that is said to be lost, which is no claim that a region has it."""
    if found.every("given-up") and found.counts and not found.figures:
        raise refuse("rankchange", found.language)


def _is_of_one(found: Scan, group: str) -> bool:
    """Whether one member of a group is asked for: which of them, any of the coastal regions."""
    pack = codes.home_of(group).pack
    called = {form.lower() for level in (pack.levels if pack else ()) for form in level.one.values()}
    named = [m.form for m, one in found.every("subject") if one.value == group]
    return bool(found.every("one")) or any(form.rpartition(" ")[2] in called for form in named if " " in form)


WHOLLY = ("exclusion", "scenario", "whofirst", "streak", "gap", "number", "dependence")
"""What isn't answered and bears on the whole request, which is another one without the word."""


def see_to_refused(found: Scan, is_narrowed: bool = False) -> None:
    """Raise `Unclear` for a word that is understood, but of which nothing is answered: the value of its row is the message that says what is instead.
    Dependence on a partner or a product is its share, and how many times something grew over years a multiple.
    """
    is_multiple = bool(found.every("growth")) and is_over_years(found) and not (found.figures or found.every("amount"))
    of_flow = "total" in found.values("flow") and len(found.values("flow")) > 1
    for mention, meaning in found.every("refused"):
        answered = bool((is_narrowed and mention.of("share")) or (is_multiple and mention.of("ratio")))
        part = meaning.value == "dependence" and of_flow and any(m is not mention for m, _ in found.every("share"))
        answered = answered or part or bool(mention.of("counted") and is_counted(found))
        unknown = meaning.value == "daily" and found.unknown  # What isn't known at all is named first.
        if _is_asking(mention) or answered or unknown:
            continue
        error = refuse(meaning.value, found.language, why="unknown", words=mention.written)
        if meaning.value in WHOLLY:  # Without its word the request would ask something else.
            error.words = ""
        raise error


def with_examples(error: Unclear, text: str, today: date | None, language: Language | None) -> Unclear:
    """A refusal of what isn't understood, measured or held at all with what can be asked instead: of the region that is named, or of trade with the country that it lies in."""
    found = scan(text, today or date.today())
    spoken = language or found.tongue
    is_plain = error.why in ("measure", "unheld") or str(error) == message("unknown", spoken, words=error.words)
    if error.rest or error.offered or not is_plain:
        return error
    regions = [s for s in places(found).subjects if codes.get("subject", s).kind == "region"]
    nations = [nation_of(one.value) for _, one in found.every("subject") if one.value not in (*regions, home())]
    abroad = [one.partner for meanings in vocabulary().values() for one in meanings if one.value in nations and one.partner]
    who = next(iter(abroad if error.why == "unheld" else regions), next(iter(codes.members(scope()))))
    named = codes.name(who, spoken, "partner" if who in abroad else "subject")
    example = message("example:abroad" if who in abroad else "example", spoken, who=named, home=codes.name(home(), spoken, "subject"))
    return Unclear(message("examples", spoken, sentence=str(error), example=example), error.why, words=error.words)


@cache
def _uses() -> Mapping[str, Mapping[str, str]]:
    """By kind of word, the kinds of answer that take it up: always, for the quantity asked of alone (`op`), or beside exports and imports alone (`both`), beside an amount alone (`amount`)."""
    return {row["kind"]: row for row in records("uses")}


def _are_several(found: Scan, where: Places, op: Op) -> bool:
    """Whether flows, products or partners are several, which may be compared; of a balance that is asked as a difference the flows are."""
    if op == "balance" and not found.every("balance"):
        return True
    flows = set(found.values("flow")) >= BOTH or bool(found.every("both"))
    return flows or len(where.partners) > 1 or any(len(found.values(kind)) > 1 for kind in ("product", "currency"))


def see_to_uses(found: Scan, what: What, op: Op, where: Places) -> None:
    """Raise `Unclear` for a word that the kind of answer doesn't take up: what was asked with it would be passed over."""
    is_both = _are_several(found, where, op)
    is_marked = bool(found.figures or found.every("amount"))
    beside = {"cagr": {"growth"}, "contribution": {"growth", "share"}, "share": {"contribution"}}.get(op, set())
    yearly = what == "ranking" and set(where.subjects) - {where.nation} and found.values("each") == ["year"] and is_over_years(found)
    beside |= {"each"} if yearly else set()
    beside |= {"growth"} if op == "share" and is_over_years(found) else {"contribution"} if found.is_sourced else set()
    asked = {op} | beside | ({"growth"} if what == "comparison" and found.every("compare") else set())
    asked |= {"percent", "by"} if op != "level" else set()
    for mention in found.mentions:
        if mention.of("filler") is not None or (found.is_sourced and any(mention.of(x) is not None for x in ("things", "firstly"))):
            continue
        uses = [(m.kind, _uses()[m.kind][what]) for m in mention.meanings if m.kind in _uses()]
        taken = [
            use == "1" or (use == "op" and kind in asked) or (use == "both" and is_both) or (use == "amount" and is_marked)
            for kind, use in uses
        ]
        if uses and not any(taken):
            raise refuse(f"unused:{what}", found.language, why="unused", words=mention.written)
    for start, end in [(c.start, c.end) for c in found.counts] + [(f.start, f.end) for f in found.figures]:
        if what in ("figure", "comparison", "brief"):
            raise refuse(f"unused:{what}", found.language, why="unused", words=found.text[start:end])


LISTING = re.compile(r"[,;/&，；、?？。]")


def is_listed(found: Scan, op: Op) -> bool:
    """Whether what is asked of a quantity and its rank stand in a list, so that each is asked: growth and rank; not rank by growth, nor growth of exports and imports, ranked."""
    for one, _ in found.every(op):
        for other, _ in found.every("rank"):
            (_, end), (start, _) = sorted([(one.start, one.end), (other.start, other.end)])
            marks = [m.end() for m in LISTING.finditer(found.text, end, max(start, end))]
            marks += [m.end for m, _ in found.every("listing") if end <= m.start and m.end <= start]
            if marks and not any(max(marks) <= m.start < start for m, _ in found.every("flow")):
                return True
    return False


def is_counted(found: Scan) -> bool:
    """Whether how many of a product, or how much by weight, is asked: right before its name in English, beside it anywhere in Chinese or where a unit or an export volume
    is named; not where regions are ranked."""
    goods = [m.start for m, _ in found.every("product")]
    if goods and any(m.of("refused") or m.of("flow") for m, _ in found.every("counted")):
        return not any(found.every(kind) for kind in ("superlative", "rank", "one", "many"))
    behind = [next((at for at in goods if at >= w.end), None) if w.form.isascii() else w.end for w, _ in found.every("counted") if goods]
    return any(at is not None and not found.text[w.end : at].strip() for (w, _), at in zip(found.every("counted"), behind, strict=False))


def fares(found: Scan) -> bool:
    """Whether how something does is asked."""
    return "whole" in found.values("fares") or {*found.values("fares")} == {"how", "do"}


def is_with_growth(found: Scan, what: What) -> bool:
    """Whether growth is asked along with figures of several years or regions: trade and its growth each year; not growth of exports and imports."""
    summed, yearly = is_sum(found) or found.every("sum"), what == "figure" and (is_over_years(found) or found.every("each"))
    if what not in ("figure", "comparison") or len(found.every("growth")) != 1 or not (summed or yearly):
        return False
    start = found.every("growth")[0][0].start
    joint = max((j.end for j, _ in found.every("listing") if j.end <= start), default=-1)
    between = [m for m in found.mentions if joint <= m.start and m.end <= start and m.of("filler") is None]
    return joint >= 0 and not between and any(f.end <= joint for f, _ in found.every("flow"))


def is_also_compared(found: Scan) -> bool:
    """Whether a comparison is asked for by itself, and growth behind it in a sentence or a clause of its own."""
    compared, grown = [m.end for m, _ in found.every("compare")], [m.start for m, _ in found.every("growth")]
    joints = [m.start for m, _ in found.every("listing")] + [n for n, c in enumerate(found.text) if c in ".?？。，,;；"]
    return any(one < joint <= other for one in compared for joint in joints for other in grown)


def is_over_years(found: Scan) -> bool:
    """Whether a span of years is named, or years side by side, of which what changed between them may be asked."""
    named = periods(found)
    return any(p.months > 12 and p.whole_years for p in named) or len(named) > 1


def is_moved(found: Scan) -> bool:
    """Whether every word for growth tells a move, as of a place, and none a rate."""
    return all({x.kind for x in m.meanings} & {"turned", "falling", "moved"} for m, _ in found.every("growth"))


def is_of_things(found: Scan, where: Places) -> bool:
    """Whether a request asks what is traded or with whom, not how much or which place it has: what does a region export, where do its imports come from."""
    verbs = [m for m, one in found.every("flow") if one.value != "total"]
    if found.is_sourced or found.every("product") or (found.every("contribution") and found.every("growth")):
        return False
    for asked, _ in found.every("things"):
        if asked.form.isascii():
            is_asked = not (where.partners or found.every("rank")) and any(m.start >= asked.end for m, _ in found.every("trades"))
        else:
            is_asked = any(m.end == asked.start for m in verbs)
        if is_asked:
            return True
    return False


def _is_between(found: Scan, where: Places) -> bool:
    """Whether a word for a share stands between two regions, of which the first is to be measured by the second: exports as a share of another's."""
    named = [m.start for m, one in found.every("subject") if one.value in where.subjects and one.value != where.nation]
    shares = [m.start for m, _ in found.every("share")]
    return bool(not found.every("compare") and len(named) == 2 and any(named[0] < at < named[1] for at in shares))


def _see_to_shares(found: Scan, op: Op, concept: str, subjects: tuple[str, ...], where: Places) -> None:
    """Raise `Unclear` for a share of which it is open what the whole is, or whose whole isn't trade: exports to GDP."""
    toward = [m.end for m, _ in found.every("toward")]
    ratio = any(end <= c.start and not found.text[end : c.start].strip() for end in toward for c, _ in found.every("concept"))
    if op == "share" and not ratio and is_flow_share(found, where) and not _is_between(found, where):
        return
    part_of_all = op != "share" and subjects == (where.nation,)
    flows = len(set(found.values("flow"))) > 1 and not found.every("both")
    measured = found.every("flow") and concept != "trade"  # Exports as a share of another measure.
    is_open = subjects == where.subjects and whole(found, where) is None  # Of a ranking the whole is the nation.
    if ratio or _is_between(found, where) or (op in WHOLE and (flows or measured or part_of_all or is_open)):
        raise refuse("share", found.language)


MOST_YEARS = 4
"""Maximum years of which a ranking is given, one by one."""


def _are_years(named: Sequence[Period]) -> bool:
    """Whether periods are single years, few enough to be answered one by one."""
    return 1 < len(named) <= MOST_YEARS and all(p.kind == "year" for p in named)


def see_to_kind(found: Scan, what: What, op: Op, concept: str, subjects: tuple[str, ...], where: Places) -> None:
    """Raise `Unclear` for what is understood but not answered here: sums, rankings of products or partners, shares of anything but the nation's trade."""
    if what == "ranking" and found.every("axis"):
        raise refuse("axis", found.language)
    if "1" in found.values("narrowing") and not (found.every("balance") or found.every("falling")):
        raise refuse("gapchange", found.language, why="unused")
    if what not in ("figure", "comparison") and op == "share" and is_flow_share(found, where):
        raise refuse("share", found.language)
    if ranged := next((c for c in found.counts if c.last and what != "ranking"), None):
        raise refuse("number", found.language, words=found.text[ranged.start : ranged.end])
    is_place = what == "ranking" and codes.get("subject", subjects[0]).kind == "region"
    if is_place and found.every("superlative") and not found.every("rank") and not found.every("apart") and where.group is None:
        raise refuse("highest", found.language)
    if found.values("balance") == ["deficit"] and found.values("superlative") == ["asc"]:
        raise refuse("unknown", found.language, words=found.every("superlative")[0][0].written)
    _see_to_shares(found, op, concept, subjects, where)
    ordered = sorted(found.counts, key=lambda c: (c.nth, c.start))  # How many are wanted, then which place.
    if extra := next((two for one, two in pairwise(ordered) if one.nth == two.nth and two.start >= one.end), None):
        raise refuse("number", found.language, words=found.text[extra.start : extra.end])
    if found.every("leads") and any(c.nth for c in found.counts):
        raise refuse("number", found.language, words=found.every("leads")[0][0].written)
    if is_place and op == "growth" and is_moved(found) and not is_over_years(found):  # How the place changed, not the place of a rate.
        raise refuse("rankchange", found.language, why="unused")
    group = next((s for s in subjects if codes.get("subject", s).kind == "group"), None)
    if what == "outlook" and group is not None and _is_of_one(found, group):
        raise refuse(
            "members", found.language, names=listed([codes.name(s, found.language) for s in codes.members(group)], "or", found.language)
        )
    overtaking = any(found.every(kind) for kind in ("above", "below", "reach")) and not (found.figures or found.every("amount"))
    if (what == "brief" and len(subjects) > 1) or (what == "outlook" and len(subjects) > (2 if overtaking else 1)):
        raise several("subject", [codes.name(s, found.language, "subject") for s in subjects], found.language)
    if what != "outlook" and (open_ended := next((s for s in found.stretches if s.meaning == "before"), None)):
        raise refuse("unknown", found.language, words=open_ended.written)
    if what == "outlook" and periods(found) and all(p.end < found.today.year * 100 for p in periods(found)):
        raise refuse("gone", found.language, why="period", period=periods(found)[-1])
    if what not in ("brief", "outlook") and (ahead := [p for p in periods(found) if p.start > found.today.year * 100 + found.today.month]):
        raise refuse("ahead", found.language, why="period", period=ahead[0])
    for slot, given in (("product", found.values("product")), ("partner", where.partners)):
        if len(given) > 1 and what not in ("figure", "comparison"):
            raise several(slot, given, found.language)
    if is_place and not (found.every("rank") or found.counts or where.group or (found.every("apart") and found.every("superlative"))):
        word = next((m.written for kind in ("many", "one", "amount", "superlative") for m, _ in found.every(kind)), found.text)
        raise refuse("unknown", found.language, words=word)
    named = periods(found)
    if what in ("brief", "ranking") and not is_place and len(named) > 1 and not (what == "ranking" and _are_years(named)):
        raise several("period", [str(p) for p in named], found.language)
    plain = all(m.of("filler") is not None for m, _ in found.every("unit")) or bool(found.every("latest"))
    if found.values("unit") in (["month"], ["quarter"]) and not plain and history.each(found, what == "history") is None:
        raise refuse("unknown", found.language, words=found.every("unit")[0][0].written)
    if op == "cagr" and not any(p.months > 12 and p.whole_years for p in periods(found)):
        raise refuse("span", found.language)
    is_set_against = what == "ranking" and bool(found.every("compare")) and set(found.values("flow")) >= BOTH
    if is_set_against or (found.every("ratio") and len(subjects) < 2 and _are_several(found, where, op)):
        raise refuse("ratio", found.language)
    compared = found.every("compare") and op != "balance"
    if what == "figure" and compared and not _are_several(found, where, op) and grown_on(found) is None:
        raise refuse("alone", found.language)
