"""A document as it is read: its sentences with mentions and commodity phrases, and the targets that become claims.

A target is what a claim rests on: a figure, or the words of a rank, a record, a first, a streak or a count. Which place names mean which place is decided for the whole
document: a name that several places share means the one whose country the document speaks of.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property

from hinterland import codes, packs
from hinterland.codes import Language
from hinterland.models import UNSURE
from hinterland.reading import relations
from hinterland.reading.counties import city_around, counties_in_full, set_apart_peers
from hinterland.reading.grids import give_currency, give_units
from hinterland.reading.grounds import is_bystander, may_be_of, nation_around, place_unnamed, speaks_of_trade
from hinterland.reading.lands import country_of, is_at_home, partner_of
from hinterland.reading.leads import (
    REGIONS,
    Places,
    drop_home_nation,
    drop_unused,
    ends_a_word,
    first_place,
    followed_by_agency,
    give_aliases,
    is_called,
    is_dateline,
    is_level_of_another,
    meant,
    names_of_regions,
    partners_in,
    settle_districts,
    shorten_pairs,
)
from hinterland.reading.lexicon import forms, records, weighed
from hinterland.reading.mentions import Mention, Parsed, mentions, overlaps
from hinterland.reading.model import choose
from hinterland.reading.names import LEVELS, REGION, Name
from hinterland.reading.numbers import Figure
from hinterland.reading.phrases import Commodity, commodities
from hinterland.reading.plain import language_of, plain, sentences
from hinterland.reading.relations.superlatives import is_within_a_time
from hinterland.reading.relations.words import right_before, right_behind, said
from hinterland.reading.speakers import reporter_of, speaker_of, usage_of, users_of
from hinterland.reading.topics import Seen, partners_and_roles, subject_candidates
from hinterland.reading.typography import Plain
from hinterland.reading.unlisted import name_areas, name_unlisted, settle


@cache
def familiar() -> frozenset[str]:
    """Countries whose regions are known by their names alone: those of the table, and those of the packs."""
    return weighed("familiar") | {pack.nation for pack in packs.packs()}


OPENS = 8
"""Characters within which words open a sentence, so that they hold of all behind them."""


@dataclass(slots=True)
class Target:
    """What a claim rests on: its kind (figure, rank, record, first, streak, count), its place in its sentence, its figure or number.

    `trade` is whether its words themselves say that it is of trade in goods, None where they leave it open.
    """

    kind: str
    sentence: int
    start: int
    end: int
    figure: Figure | None = None
    number: int | None = None
    lowest: bool = False
    trade: bool | None = None

    def is_figure(self, *dimensions: str) -> bool:
        """Whether its figure is of one of the dimensions."""
        return self.figure is not None and self.figure.dimension in dimensions


@dataclass
class Document:
    """A document: its plain text, language, date, sentences, commodity phrases by sentence, and targets in order."""

    plain: Plain
    language: Language
    today: date
    parsed: list[Parsed]
    commodities: list[list[Commodity]]
    targets: list[Target]
    subjects: Counter[str] = field(default_factory=Counter)
    city_around: str | None = None
    speaker: str | None = None
    """The country other than the home nation that calls itself ours (我国) in a Chinese text."""
    owners: set[str] = field(default_factory=set)
    reporter: str | None = None
    places: Places = field(default_factory=Places)
    seen: dict[str, Seen] = field(default_factory=dict)
    paid: set[str] = field(default_factory=set)
    usage: str | None = None
    topics: dict[str, list[tuple[str | None, float]]] = field(default_factory=dict)
    stated_in: list[tuple[int, int, str]] = field(default_factory=list)
    groups: dict[int, dict[str, int]] = field(default_factory=dict)
    unlisted: frozenset[str] = frozenset()
    """The codes of the regions that no table knows."""

    @cached_property
    def amounts(self) -> frozenset[tuple[str, str]]:
        """The currencies of the document's amounts, each with the words of one."""
        figures = ((p, m, m.figure) for p in self.parsed for m in p.mentions)
        return frozenset((f.unit, p.written(m).lower()) for p, m, f in figures if f is not None and f.dimension == "money")

    @cached_property
    def units_beside_flows(self) -> frozenset[str]:
        """The currencies of the amounts that stand in rows, or in sentences that name a flow or a balance."""
        named = (p for p in self.parsed if p.sentence.kind == "row" or any(m.is_a("flow", "balance") for m in p.mentions))
        return frozenset(f.unit for p in named for m in p.mentions if (f := m.figure) is not None and f.dimension == "money")

    @cached_property
    def money_units(self) -> frozenset[str]:
        """The currencies of the document's amounts, else those that its words say figures are stated in."""
        return frozenset({unit for unit, _ in self.amounts} or {unit for *_, unit in self.stated_in})

    @cached_property
    def marks_money(self) -> bool:
        """Whether words say whose currency the document's amounts are in: US$, American dollars, in dollar terms."""
        return bool(self.stated_in) or any(_is_explicit(words, self.language) for _, words in self.amounts)

    @cached_property
    def names_flows(self) -> bool:
        """Whether the document names exports, imports or trade at all."""
        return any(m.is_a("flow") for p in self.parsed for m in p.mentions)

    @cached_property
    def unnamed(self) -> str | None:
        """The words by which the document calls the county or city that it is of, where it names none."""
        return place_unnamed(self.parsed)

    @cached_property
    def names_nobody(self) -> bool:
        """Whether an English document names places, and none of them as one that it could be of."""
        if self.language != "en" or not self.seen or any(may_be_of(self, code) for code in self.seen):
            return False
        # Not `money_units`, which would be kept from before the amounts have their currencies.
        return not any(
            f.unit in _issuers() for p in self.parsed for m in p.mentions if (f := m.figure) is not None and f.dimension == "money"
        )

    @cached_property
    def is_of_trade(self) -> bool:
        """Whether the document may give figures of trade."""
        return speaks_of_trade(self.parsed)

    @cached_property
    def spoken_of(self) -> str:
        """The levels that the document's pro-forms speak of."""
        return self.places.speaks_of

    @cached_property
    def firsts(self) -> dict[int, list[Target]]:
        """By sentence the targets that are firsts."""
        firsts = [t for t in self.targets if t.kind == "first"]
        return {t.sentence: [o for o in firsts if o.sentence == t.sentence] for t in firsts}

    @cached_property
    def opened_by(self) -> list[tuple[int, int, str]]:
        """The currencies that words say figures are stated in which open a sentence, or stand before all its flows and figures, so that they hold of the paragraph behind them."""
        told = {p.number: [m.start for m in p.mentions if m.figure or m.is_a("flow", "balance")] for p in self.parsed if p.language == "zh"}
        return [s for s in self.stated_in if s[1] < max(OPENS, min(told.get(s[0], ()), default=0))]

    @property
    def main_subject(self) -> str | None:
        """The place that the document is likeliest of."""
        if "subject" not in self.topics:
            ranked = [r for r in choose("topic:subject", subject_candidates(self)) if not is_bystander(self, r[0] or "")]
            self.topics["subject"] = ranked if self.speaker is None else [(self.speaker, 1.0), *(r for r in ranked if r[0] != self.speaker)]
        return self.topics["subject"][0][0] if self.topics["subject"] else None

    def may_own(self, code: str) -> bool:
        """Whether a text can report a country's trade: it names the country other than as a partner, a region of it, its currency or its office.

        A Chinese text may be about the home nation without a word of that.
        """
        if is_bystander(self, code):
            return False
        return code in self.owners or code in (self.reporter, self.speaker) or (code == codes.home_of().nation and self.language == "zh")

    @cached_property
    def main_nation(self) -> str | None:
        """The country of the place that the document is likeliest of."""
        main = None if self.names_nobody else self.place_of(self.main_subject)
        if main in self.unlisted:
            return nation_around(self)
        return None if main is None or main.startswith("?") else country_of(main)

    @cached_property
    def zones(self) -> dict[str, str]:
        """The place that each zone which no table knows lies in as its own name tells (天津口岸), empty where it doesn't."""
        return {
            n.code: n.within for p in self.parsed for m in p.mentions for n in m.names if n.level == "zone" and n.code.startswith(UNSURE)
        }

    def place_of(self, subject: str | None) -> str | None:
        """The place that a subject lies in as its own words tell, else the subject itself."""
        return self.zones.get(subject or "") or subject

    def partner_of(self, subject: str | None) -> str | None:
        """The country that a subject is or lies in, by its code as a partner."""
        return partner_of(self.main_nation if subject in self.unlisted else subject)


def parse(text: str, today: date) -> Document:
    """Parse a text dated `today`."""
    folded = plain(text)
    language = language_of(folded.text)
    parsed: list[Parsed] = []
    for number, sentence in enumerate(sentences(folded.text, language)):
        own = language_of(sentence.text)
        foreseen = bool(parsed) and bool(said(parsed[-1], "expectation"))
        parsed.append(Parsed(sentence, mentions(sentence, own, today), number, own, foreseen=foreseen))
    drop_unused(parsed, users_of(folded.text))
    _decide_places(parsed)
    give_aliases(parsed)
    unlisted = name_areas(parsed) | name_unlisted(parsed)
    settle(parsed)
    if language == "zh":
        shorten_pairs(parsed)
    settle_districts(parsed)
    set_apart_peers(parsed)
    give_units(parsed)
    give_currency(parsed)
    document = Document(folded, language, today, parsed, [commodities(p, p.language) for p in parsed], [], unlisted=unlisted)
    document.city_around = city_around(parsed)
    for p in parsed:
        _count_places(document, p)
    document.reporter = reporter_of(folded.text)
    document.usage, document.speaker = usage_of(folded.text), speaker_of(folded.text, document.reporter, document.owners)
    for code, count in _currencies(parsed, language).items():
        document.subjects[code] += min(count, CURRENCY_HINTS)
        document.owners.add(code)
        document.paid.add(code)
    for p in parsed:
        p.settle(UNSURE if document.main_nation is None and document.main_subject in unlisted else document.main_nation)
    document.targets = [t for p in parsed for t in targets(p, p.language)]
    document.stated_in = [(p.number, w.start, w.value) for p in parsed for w in said(p, "stated-in")]
    return document


NATION = 2
"""The length of a country's code."""


def _count_places(document: Document, parsed: Parsed) -> None:
    """Count the places of a sentence as what the document may be about: offices apart, and countries that are named as partners."""
    document.places.see(parsed)
    head = 3 if parsed.number == 0 else 2 if parsed.sentence.paragraph == 0 or parsed.number < 3 else 1
    partners = partners_in(parsed, [bool(m.names) and (is_partner(parsed, m) or _is_case(document, parsed, m)) for m in parsed.mentions])
    led = ((word.end, parsed.behind(word.end)) for word in said(parsed, "pair-lead"))
    opening = [m for end, m in led if m is not None and len(parsed.text[end : m.start].split()) <= 1]
    owners = []
    roles = {m.start: role for m, role in partners_and_roles(parsed, partners)}
    for mention, partner in zip(parsed.mentions, partners, strict=True):
        if not (mention.is_name("place", "group") and mention.names[0].code):
            continue
        code = mention.names[0].code
        if followed_by_agency(parsed, mention):
            document.places.office = document.places.office or code
        if stands_apart(parsed, mention) or (code == document.city_around and roles[mention.start] != "own"):
            continue
        document.seen.setdefault(code, Seen()).see(roles[mention.start], parsed.number)
        document.owners |= {country_of(code)} if not partner or mention in opening or roles[mention.start] == "own" else set()
        if not partner or mention in opening:
            owners += [(mention, mention.names[0])] if mention.is_name("place") else []
        if not partner or len(code) > NATION:
            document.subjects[code] += head
    document.places.lead = document.places.lead or first_place(owners)


OFTEN = 3
"""Mentions of a county by its short name from which on it is the county."""


CURRENCY_HINTS = 5
"""Maximum mentions that amounts in a country's currency stand for."""


@cache
def _issuers() -> dict[str, str]:
    """The country that a currency is of, for those of one country."""
    return {row["currency"]: row["country"] for row in records("currencies") if row["word"] == "issuer"}


def _currencies(parsed: list[Parsed], language: Language) -> Counter[str]:
    """The countries whose currencies a document's amounts are stated in."""
    found: Counter[str] = Counter()
    for p in parsed:
        for m in p.mentions:
            words = p.written(m).lower()
            unit = m.figure.unit if m.figure is not None and m.figure.dimension == "money" else m.value("currency")
            is_other = m.figure is None and words in forms("en", "also-no-currency")
            if unit in _issuers() and not is_other and (unit != codes.home_of().currency or _is_explicit(words, language)):
                found[_issuers()[unit]] += 1
    return found


def _is_explicit(words: str, language: Language) -> bool:
    """Whether the words of an amount say whose currency it is in."""
    return any(form in words for form in forms(language, "explicit"))


def is_partner(parsed: Parsed, mention: Mention) -> bool:
    """Whether a place's name stands behind a preposition of partners: to, with, from, 对, 与, 自."""
    before = parsed.before(mention.start)
    if before is None or not (
        before.is_a("from") or before.value("prep") in forms("en", "object-prep") or _ends_with_preposition(parsed, before)
    ):
        return False
    return parsed.between(before, mention).lower() in ("", *forms("en", "phrase-article"))


def _is_case(document: Document, parsed: Parsed, mention: Mention) -> bool:
    """Whether a nation is the case of one more partner beside those that its sentence or the one before names: exports to Japan rose; in Taiwan's case exports soared."""
    lead = right_before(parsed, mention.start, "case-lead")
    if lead is None or mention.names[0].level != "nation":
        return False
    if lead.value == "owned" and right_behind(parsed, mention.end, "case-tail") is None:
        return False
    around = document.parsed[max(0, parsed.number - 1) : parsed.number + 1]
    return any(m.names and m is not mention and m.names[0].partner for p in around for m in p.mentions)


def _ends_with_preposition(parsed: Parsed, flow: Mention) -> bool:
    """Whether a flow word holds the preposition of its partner: sales to, bought from."""
    return flow.is_a("flow") and parsed.written(flow).lower().rsplit(" ", 1)[-1] in forms("en", "object-prep")


def stands_apart(parsed: Parsed, mention: Mention) -> bool:
    """Whether a place's name is an office's or a dateline's and says nothing of whose trade a text is about."""
    return followed_by_agency(parsed, mention) or is_dateline(parsed, mention)


def _decide_places(parsed: list[Parsed]) -> None:
    """Settle names that several places share; drop regions of countries that the document doesn't speak of, and towns that end another country's name (达州 of 奥尔达州)."""
    home, countries, regions = codes.home_of().nation, Counter[str](), Counter[str]()
    for p in parsed:
        for m in p.mentions:
            if m.is_name("place"):
                levels = {n.level for n in m.names}
                if "nation" in levels:
                    countries[next(n.code for n in m.names if n.level == "nation")] += 1
                else:
                    regions.update(c for c in {n.code[:NATION] for n in m.names if _is_abroad(n)} if len(m.names) == 1 or c in familiar())
    drop_home_nation(parsed, lambda n: _is_abroad(n) and _plausible(n, countries, regions, set(), False), _currencies(parsed, "en"))
    counties = Counter(m.names[0].code for p in parsed for m in p.mentions if m.names and m.names[0].level == "county")
    full = {code for code, count in counties.items() if count >= OFTEN} | counties_in_full(parsed)
    spoken_of = {country_of(m.names[0].code) for p in parsed for m in p.mentions if m.names and m.names[0].level in REGIONS}
    spoken_of |= set(countries) | {country_of(code) for code, count in counties.items() if count >= OFTEN}
    sure = {m.names[0].code for p in parsed for m in p.mentions if m.names and all(n.level == "nation" for n in m.names)}
    called = names_of_regions(parsed)
    alone = {m.names[0].code for p in parsed for m in p.mentions if len(m.names) == 1 and m.names[0].level in REGIONS}
    is_of_another = next((country for country, _ in countries.most_common(1)), home) != home
    for p in parsed:
        kept = []
        for m in p.mentions:
            if m.cls == "name" and m.names[0].kind == "place":
                is_full = p.text[m.end - 1] in forms("zh", "county")
                short = not p.text[m.start].isascii() and not is_full
                names = tuple(
                    n
                    for n in m.names
                    if _plausible(n, countries, regions, spoken_of, is_full)
                    and not (n.level == "county" and short and n.code not in full)
                    and not (is_of_another and ends_a_word(p, m, n))
                )
                if not names:
                    continue
                if not any(n.level == "nation" and n.code in sure for n in names):
                    names = tuple(n for n in names if is_called(n, called)) or names
                names = meant(names, alone)
                m.names = tuple(sorted(names, key=lambda n: -_weight(n, countries, regions)))
            kept.append(m)
        p.mentions[:] = [m for m in kept if not is_level_of_another(p, m, spoken_of)]


def _is_abroad(name: Name) -> bool:
    """Whether a place is a region of another country than the one that is meant where none is named."""
    return name.level == "subdivision" or (name.level in LEVELS[1:] and not name.code.startswith("?") and not is_at_home(name.code))


def _plausible(name: Name, countries: Counter[str], regions: Counter[str], spoken_of: set[str], is_full: bool) -> bool:
    if _is_abroad(name):
        country = name.code[:2]
        return bool(countries[country]) or regions[country] > 1 or country in familiar()
    if name.level in ("county", "zone"):
        return is_full or name.code.startswith("?") or country_of(name.code) in spoken_of
    return True


WEIGHTS = {"nation": 3.0, REGION: 3.0, "group": 2.0, "city": 2.5, "subdivision": 1.0, "zone": 1.2, "county": 1.1}
"""How likely a name is one of a place of a level, beside a place of another."""


def _weight(name: Name, countries: Counter[str], regions: Counter[str]) -> float:
    abroad = _is_abroad(name)
    base = WEIGHTS["subdivision" if abroad else name.level] if name.level in WEIGHTS else 1.0
    country = name.code[:2] if abroad else ""
    is_near = (countries[country] > 0 or country in familiar()) and regions[country] > (country not in countries)
    return base + (3 if country and is_near and not countries.get(name.code, 0) else 0)


def targets(parsed: Parsed, language: Language) -> list[Target]:
    """The targets of a sentence in order; none where it speaks of a distribution, whose figures are of no place and period."""
    found: list[Target] = []
    if said(parsed, "distribution"):
        return found
    found += relations.found(parsed, language)
    for m in parsed.mentions:
        if overlaps(m, found) or (m.figure is not None and is_within_a_time(parsed, m)):
            continue
        if m.figure is not None:
            kind = "count" if m.figure.dimension == "thing" else "figure"
            found.append(Target(kind, parsed.number, m.start, m.end, m.figure, int(m.figure.value) if kind == "count" else None))
        elif m.is_a("record") and not is_within_a_time(parsed, m):
            found.append(Target("record", parsed.number, m.start, m.end, number=1, lowest=m.value("record") == "min"))
        elif m.is_a("first") and not any(w.start == m.start for w in said(parsed, "no-first")):
            found.append(Target("first", parsed.number, m.start, m.end, number=1))
    for t in found:
        if t.kind in ("record", "first", "streak"):
            t.start, t.end = _bare(parsed, t.start, t.end)
    return sorted(found, key=lambda t: t.start)


def _bare(parsed: Parsed, start: int, end: int) -> tuple[int, int]:
    """A stretch without what leads to it and what follows from it, with what qualifies it in Chinese: first time, record high, 年内新高."""
    while lead := right_behind(parsed, start, "span-lead"):
        if lead.start > start or lead.end >= end:
            break
        start = lead.end + len(parsed.text[lead.end : end]) - len(parsed.text[lead.end : end].lstrip())
    while (tail := right_before(parsed, end, "span-tail")) and tail.start > start and tail.end == end:
        end = tail.start - (len(parsed.text[: tail.start]) - len(parsed.text[: tail.start].rstrip()))
    qualified = right_before(parsed, start, "span-qualifier")
    return (qualified.start if qualified is not None else start), end
