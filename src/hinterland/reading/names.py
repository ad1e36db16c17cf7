"""Names in a text: places of all countries, groups, partners and blocs, products, trade modes and kinds of enterprises, from the code tables.

`find(text)` gives each name with the codes it may stand for. A country is one name with two codes: as a subject (ISO 3166-1 alpha-2) and as a partner (alpha-3). Names
that several places share keep all their codes; the document decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import ahocorasick

from hinterland import codes, packs
from hinterland.codes import Language
from hinterland.codes.tables import Row, rows
from hinterland.models import UNSURE
from hinterland.reading.lexicon import bounded, each_of, forms, lowered, records, sorts_of, stands_alone, weighed

OTHER_REGIMES = "39"
"""The code of whatever trade mode has no code of its own: its names (other, 其他) are no names in a text."""
UNIONS = ("EU", "EZ", "UN", "QO")
"""Codes of the country table that are no country."""
SHORTEST = 4
"""Minimum letters of the name of a region that no pack has: shorter ones are mostly words."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name: `kind` is place, group, bloc, product, regime; `code` as a subject or slot, `partner` as a trading partner; `within` is the place that a zone which no table knows lies in."""

    kind: str
    code: str
    partner: str = ""
    level: str = ""
    within: str = ""


def codes_of(name: str) -> tuple[Row, ...]:
    """The rows of a code table, those of the packs among them."""
    return rows(name)


@cache
def common_words() -> frozenset[str]:
    """Words that are no name although a region somewhere is called so."""
    return frozenset(row["word"] for row in records("common"))


def _countries() -> Iterator[tuple[str, Name]]:
    """Countries by name and demonym; partners' own aliases carry both codes."""
    iso2 = {}
    for row in codes_of("countries"):
        if row["iso2"] in UNIONS:
            continue
        iso2[row["iso3"]] = row["iso2"]
        level = "nation"
        name = Name("place", row["iso2"], row["iso3"], level=level)
        for form in (row["en"], row["name"], *row["demonyms"].split(";")):
            if form:
                yield form, name
    for row in records("places"):
        kind = row["level"] if row["level"] in ("group", "bloc") else "place"
        yield row["form"], Name(kind, row["code"] or row["partner"], row["partner"], level=row["level"] or "nation")
    for entry in codes.entries("partner"):
        code = entry.code
        two = iso2.get(code, "")
        name = Name("place", two, code, level="nation") if two else Name("bloc", code, code)
        for form in (surface.text for surface in entry.surfaces()):
            yield form, name
            if form.endswith(COUNTRIES):
                yield from ((form.removesuffix(COUNTRIES) + noun, name) for noun in forms("en", "partner-noun"))


COUNTRIES = "countries"
"""The noun of the forms that name a group by its countries, which other nouns for partners replace: African countries, African markets, the African continent."""
(REGION,) = weighed("level")
"""What the weights call the level directly below the nation, of every country, whatever its pack names it."""
LEVELS = ("nation", REGION, "city", "zone")
"""What the reader calls the levels of every country, from the nation down."""


def _regions() -> Iterator[tuple[str, Name]]:
    for entry in codes.entries("region"):
        pack = codes.home_of(entry.code).pack if codes.is_nation(entry.code) else None
        for surface in entry.surfaces():
            yield surface.text, Name("place", entry.code, pack.partner if pack else "", level=LEVELS[min(entry.rank, 3)])
    for entry in codes.entries("group"):
        for form in (*(surface.text for surface in entry.surfaces()), *_phrased().get(entry.code, ())):
            yield form, Name("group", entry.code, level="group")
    for row in codes_of("counties"):
        for form in {row["name"], row["short_name"]} - {""}:
            yield form, Name("place", row["code"], level="county")
        if row["short_name"]:
            yield row["en"], Name("place", row["code"], level="county")
    known = {entry.code for entry in codes.entries("region")}
    for row in codes_of("subdivisions"):
        for form in (row["en"], row["name"]) if row["code"] not in known else ():
            if len(form) >= SHORTEST or (form and not form.isascii()):
                yield form, Name("place", row["code"], level="subdivision")


@cache
def _phrased() -> dict[str, tuple[str, ...]]:
    """What else groups are called, by their codes: what their packs call them in sentences (`phrases.csv`), and the regions that they consist of, behind the adjective
    that these have or the group's own name: southern states, southern German states, 德国南部各州."""
    found: dict[str, list[str]] = {}
    demonyms = {row["iso2"]: row["demonyms"].split(";") for row in codes_of("countries")}
    for pack in packs.packs():
        several, scopes = pack.levels[0].several, {level.scope for level in pack.levels}
        groups = {g.code: g for g in codes.entries("group") if codes.nation_of(g.code) == pack.nation and g.code not in scopes}
        for row in pack.table("phrases"):
            kind, _, code = row["key"].partition(":")
            if kind == "group" and code in groups:
                found.setdefault(code, []).extend((_without_article(row["en"]), row.get("zh", "")))
            elif kind == "home" and code in groups:
                found.setdefault(code, []).extend(
                    " ".join((row["en"], *of, several["en"])) for of in ((), *zip(demonyms.get(pack.nation, ())))
                )
        for code, group in groups.items() if "zh" in several else ():
            names = {name for name in (group.zh, group.short_zh) if name and not name.endswith(several["zh"][-1])}
            found.setdefault(code, []).extend(name + each_of(each, several["zh"]) for name in sorted(names) for each in forms("zh", "each"))
    return {code: tuple(filter(None, dict.fromkeys(said))) for code, said in found.items()}


def _without_article(phrase: str) -> str:
    first, _, rest = phrase.partition(" ")
    return rest if first in forms("en", "article") else phrase


def _slots() -> Iterator[tuple[str, Name]]:
    for kind in ("product", "regime"):
        for entry in codes.entries(kind):
            if entry.code not in ("all", OTHER_REGIMES) and not (kind == "product" and entry.code.isdecimal()):
                for surface in entry.surfaces():
                    yield surface.text, Name(kind, entry.code)
    for row in records("slots"):
        for form in _with_nouns(row["form"]):
            yield form, Name(row["kind"], row["code"])


def _with_nouns(form: str) -> Iterator[str]:
    """A form with each noun for firms in the place that it has for one, hyphens in it also as blanks: privately owned businesses."""
    nouns = forms("en", "firm") if FIRM in form else ("",)
    for noun in nouns:
        whole = form.replace(FIRM, noun)
        yield from {whole, whole.replace("-", " ")} if noun else (whole,)


FIRM = "{firm}"
"""What stands for any noun for firms in a row of slots.csv."""


@cache
def _attributive() -> dict[str, tuple[Name, ...]]:
    """Products in the singular that leads to a flow word, by their form: textile exports, home appliance exports."""
    found: dict[str, dict[Name, str]] = {}
    plurals = sorted(forms("en", "plural-tail").items(), key=lambda tail: -len(tail[0]))
    for form, name in _slots():
        if _is_with_flow(form, name):
            found.setdefault(form.lower().rpartition(" ")[0], {}).setdefault(name, form)
        tail = next(((end, one) for end, one in plurals if form.lower().endswith(end)), None)
        if name.kind == "product" and tail is not None and form.isascii():
            found.setdefault(form.lower().removesuffix(tail[0]) + tail[1], {}).setdefault(name, form)
    return {key: tuple(names) for key, names in found.items() if key not in table() and len(key) >= SHORTEST}


def _is_with_flow(form: str, name: Name) -> bool:
    """Whether a product's form ends with a flow word, which it leads to as one in the singular does: farm exports."""
    return name.kind == "product" and form.lower().rpartition(" ")[2] in forms("en", "attributed") and " " in form


def _is_attributive(text: str, end: int) -> bool:
    """Whether a word that a product in the singular may lead to stands right behind it."""
    behind = text[end : end + LONGEST_HEAD].split(None, 1)
    return bool(behind) and text[end : end + 1].isspace() and behind[0].strip(",.;:()'’").lower() in forms("en", "attributed")


LONGEST_HEAD = 24
"""How many characters behind a name are looked at for the word that it leads to."""


def bare(form: str) -> str:
    """A name without accents and with plain hyphens: Dong Nai for Đồng Nai."""
    form = form.replace("–", "-").replace("’", "'")
    folded = unicodedata.normalize("NFD", form.replace("Đ", "D").replace("đ", "d").replace("ł", "l").replace("ı", "i").replace("ø", "o"))
    return (
        "".join(c for c in folded if not unicodedata.combining(c))
        if not form.isascii() and form[:1].isalpha() and ord(form[0]) < 0x2000
        else form
    )


def _bared() -> Iterator[tuple[str, Name]]:
    """The names of regions without their accents, where no other region directly below a nation is written so."""
    written = {form: name.code for form, name in _regions() if name.level == REGION}
    for form, name in _regions():
        if (plain := bare(form)) != form and (name.level != REGION or written.get(plain, name.code) == name.code):
            yield plain, name


RANK = {"nation": 0, REGION: 1, "group": 1, "city": 2, "zone": 3, "subdivision": 4, "county": 5, "": 1}


@cache
def table() -> dict[str, tuple[Name, ...]]:
    """Names by their form, lower case, the likeliest first."""
    found: dict[str, dict[Name, str]] = {}
    skipped = common_words()
    for form, name in (*_regions(), *_countries(), *_slots(), *_bared()):
        key = form.lower()
        is_skipped = name.level in ("subdivision", "county", "zone") and key in skipped
        if is_skipped or _is_with_flow(form, name) or (len(form) < 2 and form.isascii()):
            continue
        found.setdefault(key, {}).setdefault(name, form)
        if " and " in key:
            found.setdefault(key.replace(" and ", " & "), {}).setdefault(name, form)
    return {key: tuple(sorted(names, key=lambda n: RANK.get(n.level, 1))) for key, names in found.items()}


@cache
def capitals() -> frozenset[str]:
    """Short forms that are a name only in capitals, in lower case."""
    return frozenset(form.lower() for form, _ in (*_countries(), *_slots()) if form.isascii() and len(form) <= 4 and form.isupper())


@cache
def automaton() -> Any:
    """The automaton over all names."""
    made = ahocorasick.Automaton()
    for key in (*table(), *_attributive()):
        made.add_word(key, key)
    made.make_automaton()
    return made


@cache
def _abbreviations() -> dict[str, Name]:
    return {
        row["form"]: Name(
            "place" if row["code"] else "bloc", row["code"] or row["partner"], row["partner"], level="nation" if row["code"] else ""
        )
        for row in records("abbreviations")
    }


@cache
def _provinces() -> dict[str, Name]:
    """First-level regions by one character."""
    return {
        form: Name("place", entry.code, level=REGION)
        for entry in codes.entries("region")
        if codes.is_first_level(entry.code)
        for form in entry.other_codes
        if len(form) == 1 and not form.isascii()
    }


def _provinces_in(text: str) -> Iterator[tuple[int, int, tuple[Name, ...]]]:
    """Two or more regions by one character each before words that a list of them stands before: 皖鄂赣三省, 沪、苏、浙进出口."""
    known, marks = _provinces(), forms("zh", "list")
    follows, leads = tuple(forms("zh", "region-follow")), forms("zh", "region-lead")
    place = 0
    while place < len(text):
        end = place
        members: list[int] = []
        while end < len(text) and (text[end] in known or (members and text[end] in marks)):
            members += [end] if text[end] in known else []
            end += 1
        opens = place == 0 or not "\u4e00" <= text[place - 1] <= "\u9fff" or text[place - 1] in leads
        if len(members) > 1 and opens and text.startswith(follows, end):
            yield from ((at, at + 1, (known[text[at]],)) for at in members)
        place = max(end, place + 1)


def _parts_in(text: str) -> Iterator[tuple[int, int, tuple[Name, ...]]]:
    """Parts of regions by one character and a point of the compass, in their own words, before a flow or with an area's word: 滇西外贸, 快于皖西南地区7.1个百分点."""
    points, areas = forms("zh", "compass-point"), forms("zh", "area-noun")
    for i, c in enumerate(text[:-1]):
        if text[i + 1] in points and c in _provinces() and text[i : i + 2] not in table():
            end = i + 2 + (text[i + 2 : i + 3] in points)
            area = next((form for form in areas if text.startswith(form, end)), "")
            if area or text.startswith(tuple(forms("zh", "region-follow")), end):
                yield i, end + len(area), (Name("group", UNSURE + text[i : end + len(area)], level="group"),)


def abbreviated(text: str) -> Iterator[tuple[int, int, tuple[Name, ...]]]:
    """Countries by one character where what leads to it and what follows say so: 对美, 自日, 中俄, 对美、日、韩, 对陆港."""
    leads, follows = forms("zh", "country-lead"), forms("zh", "country-follow")
    yield from _provinces_in(text)
    yield from _parts_in(text)
    yield from _pairs_in(text)
    last = 0
    for i, c in enumerate(text):
        name = _abbreviations().get(c)
        goes_on = last > 0 and (last == i or (last == i - 1 and text[last] in forms("zh", "list")))
        if (
            name is not None
            and i
            and (text[i - 1] in leads or goes_on)
            and (i + 1 == len(text) or text[i + 1] in follows or text[i + 1] in _abbreviations())
        ):
            last = i + 1
            yield i, i + 1, (name,)


def _pairs_in(text: str) -> Iterator[tuple[int, int, tuple[Name, ...]]]:
    """Two countries by one character each that open a clause before a word for what is between them: 德俄双边贸易额."""
    known, leads, follows = _abbreviations(), forms("zh", "country-lead"), tuple(forms("zh", "pair-follow"))
    for i, (one, other) in enumerate(pairwise(text)):
        opens = one in known and one not in leads and not text[max(0, i - 1) : i].isalnum()
        if opens and other in known and text.startswith(follows, i + 2):
            yield from ((at, at + 1, (known[text[at]],)) for at in (i, i + 1))


NOBODY = (Name("", ""),)


def _has_bare_possessive(text: str, start: int, end: int) -> bool:
    """Whether an s without its apostrophe closes a long name: Chinas exports."""
    return (
        end - start >= SHORTEST
        and text[start].isupper()
        and text[end : end + 1] == "s"
        and bounded(text, start, end + 1)
        and text[end + 1 : end + 2] == " "
    )


@cache
def _locative() -> frozenset[str]:
    return frozenset(entry.code for entry in codes.entries("group") if getattr(entry, "locative", False))


def _is_locating(text: str, start: int, end: int) -> bool:
    """Whether the name of a part of a country only says where a place lies: behind a word such as `in`, or as the owner of another name."""
    language: Language = "en" if text[start].isascii() else "zh"
    before, behind = text[:start].rstrip().lower(), text[end : end + LONGEST_HEAD].replace("’", "'")
    led = any(before.endswith(form) and bounded(before, len(before) - len(form), len(before)) for form in forms(language, "locates"))
    follows = next((form for form in forms(language, "located") if behind.startswith(form)), None)
    place = behind[len(follows) :].lstrip()[:1] if follows is not None else ""
    return led or (bool(place) and (language == "zh" or place.isupper()))


def find(text: str) -> Iterator[tuple[int, int, tuple[Name, ...]]]:
    """Every name in a text with its place; overlapping ones too."""
    names, upper, sorts, nouns = table(), capitals(), sorts_of(text), tuple(forms("en", "partner-noun"))
    for last, key in automaton().iter(lowered(text)):
        end = last + 1
        start = end - len(key)
        if not stands_alone(sorts, start, end) and not (
            names.get(key, NOBODY)[0].kind == "place" and _has_bare_possessive(text, start, end)
        ):
            continue
        if key not in names:
            if _is_attributive(text, end):
                yield start, end, _attributive()[key]
            continue
        written = text[start:end]
        if key in upper and not written.isupper():
            continue
        found = names[key]
        if written[0].isascii() and written[0].isalpha() and not written[0].isupper():
            found = tuple(n for n in found if n.kind in ("product", "regime", "bloc") or (n.level == "group"))
        is_passing = bool(found) and found[0].code in _locative() and _is_locating(text, start, end)
        if is_passing or _opens_compound(text, end):
            found = tuple(n for n in found if not is_passing and n.kind != "product")
        if _names_goods(text, end):
            found = tuple(n for n in found if n.level not in ("city", "county"))
        part = text[max(0, start - LONGEST_HEAD) : start].lower().split()[-1:] if found and key.endswith(nouns) else []
        if found and not _is_described(text, end) and not (part and part[0] in forms("en", "unrestricting")):
            yield start, end, found


def _names_goods(text: str, end: int) -> bool:
    """Whether what stands right behind a Chinese name makes it one of goods: 普洱茶, 绍兴酒, but not 普洱茶叶."""
    known = forms("zh", "goods-of-place")
    return known.get(next((text[end : end + n] for n in (2, 1) if text[end : end + n] in known), "")) == "goods"


def _opens_compound(text: str, end: int) -> bool:
    """Whether a name is only the head of a word in two parts: oil-rich."""
    return text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha()


def _is_described(text: str, end: int) -> bool:
    """Whether a name is part of an adjective, so that nobody has it: Portuguese-speaking countries."""
    return text[end : end + 1] == "-" and re.match("[a-z]*", text[end + 1 :])[0] in forms("en", "compound-tail")  # type: ignore[index]
