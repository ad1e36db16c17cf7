"""The voice of a brief: figures as its language prints them, each followed by the mark of its evidence, and sentences made from templates.

One voice a brief: it numbers the evidence as the text goes, so that a mark stands for one claim however often it is used. What a template may name stands
in `Voice.offered`; the words stand in `text/`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from types import ModuleType
from typing import Any

from hinterland import codes
from hinterland.brief import printed
from hinterland.brief.document import MARK
from hinterland.brief.sentences import render
from hinterland.brief.terms import kind_of, level_of, region_of
from hinterland.brief.values import AS_SAID, abs_of, answer, is_young, place, positive, stands_on, value, years_back, years_of
from hinterland.brief.values import base as began
from hinterland.brief.words import names_of, signed, spoken, words
from hinterland.claims import Evaluated
from hinterland.codes import Home, Language, Period
from hinterland.interval import Interval
from hinterland.language import chinese_numbers, english_numbers, publisher
from hinterland.language.naming import among, group_name, is_money, the_nation, whose
from hinterland.language.phrases import called, listed, own_phrase, phrase
from hinterland.language.write import article, counted, lower, middle, numbers_of

COARSE: dict[Language, Decimal] = {"en": 2 * english_numbers.BILLION, "zh": 2 * chinese_numbers.YI}
"""The width of an amount from which on its last digit in the scale below a trillion was not published."""

FIGURES: dict[Language, tuple[int, int]] = {"en": (3, 5), "zh": (3, 6)}
"""Figures of an amount in the story of a brief, and in its detail: 1.01 and 1.0136 trillion yuan, 1.01万亿元 and 10135.6亿元."""

OFFERED = ("amount", "alongside", "plain", "rate", "bare", "up", "rose", "mark", "threshold", "part", "thing", "among", "group", "round", "multiple", "begun", "adjective",
           "concept", "whole", "gap", "names", "months", "about", "earlier", "roughly", "evenly", "flat", "ties", "dated", "known_for", "stand", "span", "compared", "gives",
           "alike", "owners", "firms")  # fmt: skip
"""What of a voice every template may call by its name."""

NOW = ("top", "opening", "is_clear", "name", "inner", "whose")
"""What of it changes from sentence to sentence."""
KNOWN = 50
"""How many times its width a gap must be to be printed without `about`."""
FIXED = {"ahead": printed.in_order, "all_rated": printed.all_rated, "behind_the_same": printed.behind_the_same, "near": printed.just_below,
         "is_first_told": printed.is_first_told, "place": place, "positive": positive, "possessive": whose, "stands": stands_on, "young": is_young,
         "years_back": years_back, "months_in": lambda e: printed.months_of(e.claim.period), "size": lambda e: abs(value(e))}  # fmt: skip
"""What every template may ask whoever the voice is."""

STOPS: dict[Language, str] = {"en": ".", "zh": "。"}
"""What ends a sentence."""


@dataclass
class Voice:
    """Writes for one subject, period, language and leading flow; the story of a brief (`top`) has few digits. `now` is the period that it speaks of where the brief's own
    has no figures, `last` that of the last figure printed, in whichever paragraph; `even` are the rates by claim that are printed in the digits of others.
    """

    subject: str
    period: Period
    language: Language
    flow: str = "total"
    evidence: list[Evaluated] = field(default_factory=list)
    top: bool = False
    _known: dict[str, int] = field(default_factory=dict)
    now: str = ""
    last: str = ""
    opening: bool = True
    named: bool = False
    _spoken: str = ""
    _begun: bool = False
    _other: str = ""
    figures: dict[str, int] = field(default_factory=dict)
    even: dict[str, str] = field(default_factory=dict)
    rounded: set[str] = field(default_factory=set)
    zeros: set[str] = field(default_factory=set)

    def say(self, key: str, **parts: Any) -> str:
        """A sentence by its template's key from the claims and values that it joins; nothing where the template renders to nothing."""
        return render(key, self.language, {**self.offered, **{k: getattr(self, k) for k in NOW}, **parts})

    @cached_property
    def offered(self) -> dict[str, Any]:
        """What every template may name beside the parts of its sentence."""
        forms = ("noun", "goods", "was", "its", "it", "rises", "falls", "grown", "passes")
        return {
            **{form: self.word(form) for form in forms},
            "at": self.spoken(str(self.period)),
            "owns": self.phrase(f"owns:{self.subject}") or self.words("owns"),
            "large": self.phrase(f"large:{self.flow}:{region_of(self.subject)}") or self.word("large"),
            "next_year": self.spoken(str(self.period.shift(12))),
            "last_year": self.spoken(str(self.period.shift(-12))),
            "own_money": self.phrase(f"currency-alone:{self.home.currency}"),
            "again": self._again(),
            "yearly": self.period.kind == "year",
            "is_nation": codes.is_nation(self.subject),
            "step": self.words(f"step:{'month' if self.period.kind == 'month' else 'year'}"),
            "one": self.level(),
            "several": self.level(several=True),
            "nation": self.nation,
            "nations": whose(self.nation),
            **{f"nation_{key}": self.of_nation(key) for key in ("whole", "growth")},
            **{form: getattr(self, form) for form in OFFERED},
            **FIXED,
            "meaning": lambda code: self.phrase(f"gloss:{code}"),
            "owned": lambda name: f"{whose(name)} {self.word('noun')}" if whose(name).endswith("'") else whose(name),
            "nth": self.numbers.ordinal,
            "count": self.numbers.count,
            "region": self.clear,
            "whose_group": self.whose_group,
            "peers": self.home.peers,
            "published": lambda e: self.say("word.published", e=e),
            "fell_before": lambda e: self.words(f"fell-before:{'year' if Period.parse(e.claim.period).months == 12 else 'part'}"),
            "when": self.spoken,
            "back": lambda e: self.say("word.back", e=e),
            "distance": lambda now, then: self._roughly(*printed.distance(now, then)),
            "publisher": lambda e: publisher(e.evidence.sources[0].publisher, self.language),
            "partner": lambda e: self.article(codes.name(e.claim.indicator.partner, self.language, "partner")),
        }

    @property
    def numbers(self) -> ModuleType:
        """The module that prints numbers in this language."""
        return numbers_of(self.language)

    @property
    def name(self) -> str:
        """The subject as a sentence begins with it."""
        return self.inner[0].upper() + self.inner[1:]

    @property
    def inner(self) -> str:
        """The subject within a sentence; once it was named in full, as its pack shortens it."""
        short = self.phrase(f"short:{self.subject}") if self.named else ""
        return short or self.phrase(f"subject:{self.subject}") or self.article(codes.name(self.subject, self.language))

    @property
    def whose(self) -> str:
        """The subject in the possessive: `Anhui's`, `US` before a noun."""
        return self.phrase(f"whose:{self.subject}") or whose(self.inner)

    def clear(self, code: str) -> str:
        """A region where nothing has said yet which one of that name it is: `Washington state`."""
        return self.phrase(f"clear:{code}") or self.article(codes.name(code, self.language))

    @property
    def home(self) -> Home:
        """Where the subject is at home."""
        return codes.home_of(self.subject)

    def word(self, key: str) -> str:
        """A word for the leading flow: `noun` is trade or exports, `goods` goods trade or goods exports."""
        return self.words(f"{key}:{self.flow}", one=self.level())

    def spoken(self, period: str) -> str:
        """A period in words, halves and quarters of a year by their names: `the first half of 2025`, 2025年上半年."""
        return spoken(period, self.language, self.home)

    def dated(self, e: Evaluated) -> str:
        """The period of a claim as a sentence begins with it, where it is another than the one that the paragraph speaks of."""
        period, own = e.claim.period or "", self.now or str(self.period)
        if period == (self._spoken or own) and (period != own or self.last in ("", own)):
            return ""
        self.known_for(e)
        self._other = "" if period == own else self._other
        whole = period == own and Period.parse(period).kind == "year" and self.last[:4] == period
        return self.words("dated:year" if whole else "dated", period=self.spoken(period))

    @property
    def is_clear(self) -> bool:
        """Whether the last figure printed is of the brief's period or a part of it, so that the next one is read as of that year too."""
        own, last = Period.parse(self.now or str(self.period)), Period.parse(self.last) if self.last else None
        return last is None or (own.start <= last.start and last.end <= own.end)

    def span(self, e: Evaluated) -> str:
        """The period of a part of the brief's year: its months alone where the sentence before has named the year."""
        return self.known_for(e) if self.opening or not self.is_clear else self.months(e)

    def known_for(self, e: Evaluated) -> str:
        """The period of a claim, which the paragraph then speaks of."""
        self._spoken = e.claim.period or ""
        self._other = self._spoken if self._spoken != (self.now or str(self.period)) else self._other
        return self.spoken(self._spoken)

    def begin(self) -> None:
        """Begin a paragraph: it speaks of the brief's period until a sentence names another."""
        self._spoken, self.opening, self._begun = "", True, False

    def shortened(self, text: str) -> str:
        """A sentence with a pronoun for its subject where the one before it in its paragraph opens with the same: `It had been up`."""
        start, pronoun = f"{self.whose} {self.word('noun')} ", self.word("pronoun")
        again, self._begun = self._begun, text.startswith(start)
        return f"{pronoun} {text.removeprefix(start)}" if pronoun and again and self._begun else text

    def begin_section(self) -> None:
        """Begin a section: where the story has named another period than the brief's since it last named that, or has figures of another alone, its first sentence says which one it is of."""
        self.last = str(self.period) if self.now not in ("", str(self.period)) else self._other or self.last

    def end_sentence(self, text: str, period: str = "") -> None:
        """Keep the period that a sentence leaves its reader with: of the last figure that it prints, but for that of a part of a year a year earlier, or the `period` that it is all of."""
        self.opening, self.named, marks = False, True, MARK.findall(text)
        of, own = (self.evidence[int(marks[-1]) - 1].claim.period if marks else "") or "", Period.parse(self.now or str(self.period))
        self.last = period or (str(own) if own.kind != "year" and of == str(own.year_before()) else of) or self.last

    def stand(self, e: Evaluated, *beside: Evaluated) -> str:
        """A place in its group, in the digits of the highest that stands beside it: `last of the ten eastern members`, 第10位."""
        return self.say("word.place", e=e, highest=max(place(x) or 0 for x in (e, *beside)), last=place(e) == e.asked > 2)

    def compared(self, now: Evaluated, then: Evaluated | None, turned: Evaluated | None) -> str:
        """A balance as a verb, with that of the year before or the way that one went, unless it had to be rounded: `rose to 1.4 trillion yuan from 1.2 trillion yuan in 2024`."""
        beside = None if now.claim.id in self.rounded else then or turned
        return self.say("word.compared", now=now, then=beside or None, turned=bool(turned))

    def level(self, *, several: bool = False) -> str:
        """What a region directly below the nation is called, or several of them: `state`, `states`."""
        return called(self.subject, self.home, self.language)["several" if several else "one"]

    def phrase(self, key: str, fallback: str = "", **values: object) -> str:
        """An atom as the subject's pack has it."""
        return phrase(key, self.language, fallback, home=self.home, **values)

    def words(self, key: str, **values: object) -> str:
        """A text by its key, as the subject's pack has it or the table of all briefs."""
        return words(key, self.language, home=self.home, **values)

    @property
    def nation(self) -> str:
        """The subject's nation among its regions: `the nation`, 全国."""
        own = own_phrase("nation:beside", self.home)
        return own[self.language] if own else the_nation(self.home.nation, self.language)

    def of_nation(self, key: str) -> str:
        """What is the nation's: `whole` its trade or exports, `growth` how they grew."""
        nation, noun = self.nation, self.phrase(f"{key}:{self.flow}")
        return f"{whose(nation)} {noun}" if self.language == "en" else f"{nation}{noun}"

    def group(self, scope: str | None) -> str:
        """A scope as a group: its name within a sentence."""
        return group_name(scope, self.language, self.home)

    def whose_group(self, scope: str) -> str:
        """A group of regions as the owner of what follows: `the west's`, 西部."""
        return whose(self.clear(scope)) if self.language == "en" else self.clear(scope)

    def adjective(self, scope: str | None) -> str:
        """What one region of a scope is called by: `central`; nothing where its pack has no word."""
        return self.phrase(f"home:{scope}")

    def among(self, scope: str | None) -> str:
        """Where a place is held: `nationwide`, `among the states`."""
        return among(scope, self.language, self.home)

    def article(self, name: str) -> str:
        """A name with the article that its language gives it."""
        return article(name, self.home) if self.language == "en" else name

    def number(self, e: Evaluated) -> int:
        """The number of a claim's evidence, given when it is first used."""
        if e.claim.id not in self._known:
            self.evidence.append(e)
        return self._known.setdefault(e.claim.id, len(self.evidence))

    def mark(self, *claims: Evaluated | None) -> str:
        """The marks of claims: ` [3]`, or `[3]` in Chinese."""
        return "".join(f"{' ' if self.language == 'en' else ''}[{self.number(e)}]" for e in claims if e)

    def amount(self, e: Evaluated) -> str:
        """A level with its mark: `1.0136 trillion yuan [1]`."""
        text = self.plain(e)
        is_rounded = self.top and e.claim.id in self.rounded and not text.startswith(self.words("about", amount=""))
        return f"{self.words('about', amount=text) if is_rounded else text}{self.mark(e)}"

    def plain(self, e: Evaluated) -> str:
        """A level without its mark, and without decimals that are all zeros but where others beside it have some (`zeros`); of a deficit its size.
        Chinese counts from 万亿 on in that scale, with two decimals."""
        return self.full(e) if e.claim.id in self.zeros else printed.trimmed(self.full(e))

    def full(self, e: Evaluated) -> str:
        """A level in all its digits, zeros too."""
        return self.sized(abs_of(printed.converted(e)), e, self.figures.get(e.claim.id, 0) if self.top else 0)

    def sized(self, x: Interval, e: Evaluated, figures: int = 0) -> str:
        """An amount of money in some figures, or what is counted or weighed with its unit."""
        if is_money(unit := e.evidence.unit):
            return self._money(x, unit or "", figures)
        return f"{self.numbers.units(x, middle(x))}{counted(e.claim.indicator, unit, self.language)}"

    def show(self, e: Evaluated, figures: int) -> None:
        """Print a level in some figures, where a number of them is given."""
        self.figures |= {e.claim.id: figures} if figures else {}

    def _money(self, x: Interval, unit: str, figures: int = 0) -> str:
        """An amount in few figures in the story and in all in the detail; below a trillion, what is known no better than to some billions is `about` that."""
        value, width = middle(x), x.width or Decimal(0)
        usual = FIGURES[self.language][0 if self.top else 1]
        known = value.adjusted() - width.adjusted() + 1
        if width <= COARSE[self.language] or (abs(value) >= english_numbers.TRILLION and figures <= known):
            return signed(self.numbers.money(x, value, unit, figures or usual), unit, self.language)
        rounded = value.quantize(Decimal(1).scaleb(width.adjusted()))
        shown = self.numbers.money(Interval.exact(rounded), rounded, unit, min(figures, known) or FIGURES[self.language][0])
        return self.words("about", amount=signed(shown, unit, self.language))

    def alongside(self, e: Evaluated, known: Evaluated) -> str:
        """A level that stands beside another one: `about` it where fewer digits of it are known than are printed of that."""
        (one, scale), (other, same) = (printed.number(self.full(x)) for x in (e, known))
        coarser = scale == same and int(one.as_tuple().exponent) > int(other.as_tuple().exponent)
        return f"{self.words('about', amount=self.plain(e))}{self.mark(e)}" if coarser else self.amount(e)

    def begun(self, e: Evaluated) -> str:
        """The amount a change began at, in no more figures than it was published with, with its mark."""
        return f"{self.sized(then, e)}{self.mark(e)}" if (then := began(e)) is not None else ""

    def bare(self, e: Evaluated) -> str:
        """A rate's size in percent without its mark: `17.3%`."""
        text = self.even.get(e.claim.id) or str(self.numbers.percent(answer(e), printed.centre(e)))
        return self.words("about", amount=text) if printed.is_rough(e) else text

    def rate(self, e: Evaluated) -> str:
        """A rate's size in percent with its mark: `17.3% [2]`."""
        return f"{self.bare(e)}{self.mark(e)}"

    def up(self, e: Evaluated, bare: bool = False) -> str:
        """A rate as a phrase: `up 17.3% [2]`, `unchanged [2]`, and what a rise stands on where that is worth a word, unless it is to be `bare`."""
        way = "flat" if self.flat(e) else "up" if positive(e) else "down"
        return self.say(f"rate.{way}", e=e, stands="" if bare else stands_on(e))

    def rose(self, e: Evaluated, plural: bool = False, bare: bool = False) -> str:
        """A rate as a verb: `rose 17.3% [2]`, `were unchanged [2]`; `bare` without what a rise stands on."""
        way = "were-flat" if self.flat(e) and plural else "was-flat" if self.flat(e) else "rose" if positive(e) else "fell"
        return self.say(f"rate.{way}", e=e, stands="" if bare else stands_on(e))

    def flat(self, e: Evaluated) -> bool:
        """Whether a rate prints as no change."""
        return abs(value(e)) < AS_SAID or not any("0" < c <= "9" for c in self.bare(e))

    def threshold(self, e: Evaluated) -> str:
        """The threshold a claim names."""
        limit = e.claim.relation.threshold or Decimal(0)
        return self.round(limit, e.claim.indicator.currency or self.home.currency or "")

    def round(self, amount: Decimal, unit: str) -> str:
        """A round amount: `1 trillion yuan`."""
        return signed(self.numbers.round_amount(amount, unit), unit, self.language)

    def ties(self, exports: Evaluated | None, imports: Evaluated | None, balance: Evaluated | None) -> bool:
        """Whether a balance is what a reader finds from exports and imports as printed."""
        parts = [(abs(value(e)), self.full(e)) for e in (exports, imports, balance) if e]
        return len(parts) < 3 or printed.ties(*parts)

    def names(self, regions: Sequence[str]) -> str:
        """Regions by name, joined: `Tibet and Qinghai`."""
        return listed([self.clear(r) for r in regions], self.language)

    def owners(self, regions: Sequence[str]) -> str:
        """Regions in the possessive, joined: `Sichuan's and Guangxi's`."""
        return listed([whose(self.clear(r)) for r in regions], self.language)

    def alike(self, rates: Sequence[Evaluated]) -> list[tuple[list[str], list[Evaluated]]]:
        """The rates of a list, those next to each other that print alike together, each lot with its regions."""
        lots = [list(lot) for _, lot in groupby(rates, key=lambda e: (positive(e), self.bare(e)))]
        return [([e.claim.subject or "" for e in lot], lot) for lot in lots]

    def firms(self, e: Evaluated) -> str:
        """Who traded or how, where a slice is of all trade by one kind of firm or in one mode: `private firms`; else nothing."""
        names = names_of(e.claim.indicator, self.language)
        return names["regime"] if e.claim.indicator.flow == "total" and not (names["product"] or names["partner"]) else ""

    def months(self, e: Evaluated) -> str:
        """The period of a claim without its year, where a sentence has named that: `the first seven months`, 1至7月."""
        text = self.spoken(e.claim.period or "")
        return text.rpartition(" of ")[0] or text if self.language == "en" else text.partition("年")[2]

    def about(self, x: Interval, level: Evaluated, mark: Decimal) -> str:
        """A rate that no claim states: by how much a level has to grow to reach a mark, in digits that the level as printed gives too."""
        return self._roughly(*printed.growth_needed(x, value(level), self.full(level), mark))

    def earlier(self, then: Evaluated, computed: Interval | None) -> str:
        """The share of a year before with its mark, in digits that the figures beside it give too; nothing where none do."""
        return (text := self._roughly(*printed.share_before(then, computed))) and f"{text}{self.mark(then)}"

    def roughly(self, e: Evaluated) -> str:
        """An amount or rate that rests on an estimate: `about 8.5 billion yuan`, `about 33%`."""
        unit = e.evidence.unit or ""
        return self.words("about", amount=self._money(answer(e), unit, 2) if is_money(unit) else f"{abs(value(e)):.0f}%")

    def gives(self, e: Evaluated, then: Evaluated, now: Evaluated) -> bool:
        """Whether two levels as printed give a yearly rate as printed."""
        return printed.gives(self.bare(e), years_of(e), *((value(x), self.full(x)) for x in (then, now)))

    def _roughly(self, text: str, rounded: bool) -> str:
        return self.words("about", amount=text) if rounded and text else text

    def evenly(self, shares: Sequence[tuple[str, Evaluated]]) -> list[tuple[str, list[tuple[str, Evaluated]]]]:
        """The percentages of a list of regions, all in the digits of the coarsest, those next to each other that print alike together."""
        texts = iter(printed.evenly([self.bare(e) for _, e in shares], [value(e) for _, e in shares]))
        return [(text, list(lot)) for text, lot in groupby(shares, key=lambda _: next(texts))]

    def thing(self, e: Evaluated, gloss: bool = False) -> str:
        """What a slice measures: `exports of electric vehicles`, `trade with ASEAN`, 民营企业出口; with a `gloss` what a term stands for that not every reader knows."""
        return self.say("word.thing", flow=e.claim.indicator.flow or "total", **names_of(e.claim.indicator, self.language, gloss))

    def part(self, e: Evaluated) -> str:
        """A share with a truthful hedge: `nearly 15%` where it lies below and close, `more than 70%` where only that is known."""
        x = answer(e)
        if x.high is None and x.low is not None:
            return self.say("word.more", number=f"{x.low.normalize():f}", e=e)
        return self.say("word.nearly", number=str(near), e=e) if (near := printed.just_below(e)) is not None else self.rate(e)

    def multiple(self, e: Evaluated | None) -> str:
        """A multiple as a verb with its mark, from twofold on: `more than doubled [3]`; else nothing."""
        low = answer(e).low if e else None
        if not e or low is None or low < 2:
            return ""
        number = self.numbers.digits(answer(e), value(e), 2)
        return self.say("word.times", e=e, number=number, low=int(low), open=answer(e).high is None)

    def concept(self, e: Evaluated) -> str:
        """What is measured beside trade, as a noun: `industrial revenue`."""
        own = e.claim.indicator.concept or ""
        name = phrase(f"{own}:", self.language) or codes.name(own, self.language, "concept")
        return name if self.language == "zh" or name[:2].isupper() else lower(name)

    def whole(self, e: Evaluated) -> str:
        """What a slice is a share of: `Anhui's exports`."""
        return self.say("word.whole", flow=e.claim.indicator.flow or "total", owner=self.whose)

    def _again(self) -> str:
        """The subject where a sentence has named it before, by its kind or level: `the group`, `the state`."""
        kind = {"group": "the group", "nation": "the country"}.get(kind_of(self.subject)) or self.phrase(f"again:{kind_of(self.subject)}")
        return self.inner if self.language == "zh" else kind or f"the {level_of(self.subject)}"

    def gap(self, one: Evaluated, other: Evaluated) -> str:
        """By how much two levels lie apart, in two figures, `about` them where they aren't known to the last."""
        apart = abs_of(answer(one) - answer(other))
        size = middle(apart)
        shown = size if size >= COARSE[self.language] else round(size, 1 - size.adjusted())
        text = self._money(Interval.exact(shown), one.evidence.unit or "", 2)
        return text if KNOWN * (apart.width or 0) <= middle(apart) else self.words("about", amount=text)
