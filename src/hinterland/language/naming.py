"""What a slot of a claim is called in a sentence, what its figure is a part of, and who a source is from. A slot goes by its code's name,
by its own words where no table knows them; a publisher by its name, and where somebody else's copy was read, whose copy."""

from __future__ import annotations

from functools import cache

from hinterland import codes, packs
from hinterland.claims.cautions import copyist, publisher
from hinterland.codes import Home, Language, Unit
from hinterland.codes.tables import rows, table
from hinterland.language.phrases import listed, phrase
from hinterland.models import UNSURE, Claim, Source
from hinterland.packaged import read_words


def named(code: str, language: Language, kind: codes.Kind | None = None) -> str:
    """What a slot is called: the name of its code, several joined by +, the words of an unknown one, a code that no table has as it is."""
    if "+" in code:
        return listed([named(part, language, kind) for part in code.split("+")], language)
    if code.startswith(UNSURE):
        return f"“{code[1:]}”" if len(code) > 1 else "?"
    if kind is None and code.isdigit() and code in _elsewhere():
        return _elsewhere()[code][language]
    try:
        return codes.name(code, language, kind)
    except codes.UnknownName:
        return _elsewhere().get(code, {}).get(language) or code.rpartition(":")[2]


PLACES = {"countries": "iso2", "subdivisions": "code", "counties": "code"}
"""The tables of places that are no regions of figures held, each with the column of their codes."""


@cache
def _elsewhere() -> dict[str, dict[str, str]]:
    """The names by language of countries, of their regions, and of counties, by code."""
    return {row[column]: {"en": row["en"], "zh": row["name"]} for table, column in PLACES.items() for row in rows(table)}


def titled(code: str, language: Language) -> str:
    """A region's or group's name as a title or a row begins with it."""
    text = codes.name(code, language)
    return text[0].upper() + text[1:]


def the_nation(nation: str, language: Language) -> str:
    """A nation among its own regions: `the nation`; 全国 of the home pack's, by its name of another."""
    key = "nation:own" if nation == packs.home().nation else "nation:other"
    return phrase(key, language, home=codes.home_of(nation), name=named(nation, language))


def group_name(scope: str | None, language: Language, home: Home) -> str:
    """A scope as a group in a sentence: by its phrase (`the southern states`), the regions below a nation by what they are called (`the states`), else by its name."""
    if wording := phrase(f"group:{scope}", language, home=home):
        return wording
    if scope is not None and scope == home.peers:
        return phrase("group:peers", language, home=home, country=named(home.nation, language))
    if language == "en" and (group := table("group").get(scope or "")) is not None:
        return group.en if group.en.startswith("the ") else f"the {group.en}"
    return named(scope or home.nation, language)


def among(scope: str | None, language: Language, home: Home) -> str:
    """Where a place is held: `nationwide`, `among the states`, 全国, 美国各州."""
    scope = scope or home.peers
    group = group_name(scope, language, home)
    return phrase(f"scope:{scope}", language, home=home) or phrase("among", language, group=group)


def currency_name(currency: str, language: Language) -> str:
    """What a currency is called behind an amount: `yuan`, 美元; its code where no table has a name."""
    if wording := phrase(f"currency:{currency}", language):
        return wording
    unit = codes.held("unit", currency)
    return unit.name(language) if unit else currency


@cache
def is_money(unit: str | None) -> bool:
    """Whether a unit is one of money as such, not in thousands or millions."""
    found = codes.held("unit", unit or "")
    return isinstance(found, Unit) and found.dimension == "money" and found.currency == found.code


def whose(name: str) -> str:
    """A name in the possessive: `Anhui's`, `the United States'`."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def whole(c: Claim, language: Language) -> str:
    """What a share is of: the nation's trade, or the subject's own; of exports or imports as such its trade, of a product or partner all trade that way."""
    if c.relation.versus:
        return _of_whole("whole", c, language)
    flow = None if is_bare(c) else c.indicator.flow
    return phrase(f"own:{flow or 'total'}", language)


def growth_of_whole(c: Claim, language: Language) -> str:
    """What a contribution is to: the nation's trade growth, or that of its exports where it is one of exports."""
    return _of_whole("growth", c, language)


def _of_whole(key: str, c: Claim, language: Language) -> str:
    """A whole's trade or its growth, by flow: the nation's, or that of the region or group that the claim compares with."""
    home = codes.home_of(c.subject)
    versus = c.relation.versus or home.nation
    who = the_nation(home.nation, language) if versus == home.nation else group_name(versus, language, home)
    noun = phrase(f"{key}:{(c.indicator.flow if is_bare(c) else None) or 'total'}", language)
    return phrase("of-whole", language, who=who, whose=whose(who), noun=noun)


def is_bare(c: Claim) -> bool:
    """Whether a claim is of a whole flow: of no product, partner or regime."""
    return (c.indicator.product, c.indicator.partner, c.indicator.regime) == ("all", "world", "all")


def currency_meant(c: Claim) -> str:
    """The currency meant where a claim names none."""
    return codes.home_of(c.subject).currency or codes.home_of().currency or ""


COPIES = ("secondary", "claimed")
"""The reliabilities of what somebody else says that a publisher published."""


def copied(source: Source, language: Language) -> str:
    """Whose copy of a publication was read; nothing where the publisher or a mere mirror of it was."""
    return copyist(source.via, language) if source.via and source.reliability in COPIES else ""


def issuer(source: Source, language: Language) -> str:
    """The publisher of a source, and whose copy of it was read: `Customs of Hefei, quoted in a digest`."""
    name, copy = publisher(source.publisher, language), copied(source, language)
    return read_words("hinterland.language", "sentences.csv")["issuer:copied"][language].format(publisher=name, copy=copy) if copy else name
