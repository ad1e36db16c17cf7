"""The code tables, read when first needed: CSV files in `data/` and in the packs, each row an `Entry` with its code, names and aliases. A
folder named by HINTERLAND_CODES may hold files of the same names, whose rows are added."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeVar

from hinterland.packs import Pack, PackError, of_nation, packs
from hinterland.packs.pack import Row as ReadRow
from hinterland.packs.pack import read_cell, read_rows
from hinterland.packs.pack import rows as rows_of_text

Kind = Literal["region", "group", "subject", "partner", "product", "regime", "unit", "concept", "flow", "scope"]
Language = Literal["en", "zh"]
Row = Mapping[str, str]
K = TypeVar("K")
V = TypeVar("V")

OWN = "HINTERLAND_CODES"
"""The variable that names a folder of the user's own tables."""
NATION = "nation"
"""The level that every country has; what those below it are called, its pack says."""

KINDS: tuple[Kind, ...] = ("region", "group", "partner", "product", "regime", "unit", "concept", "flow", "scope")
"""The kinds that have entries of their own; `subject` is a region or a group."""


@dataclass(frozen=True, slots=True)
class Surface:
    """One way in which a text may write a name, as it is written there."""

    text: str
    language: Language
    kind: Kind
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A named thing with a code. `other_codes` are what other systems call it: a lookup knows them, a text is not searched for them."""

    kind: Kind
    code: str
    en: str
    short_en: str
    zh: str
    short_zh: str
    aliases_en: tuple[str, ...] = ()
    aliases_zh: tuple[str, ...] = ()
    other_codes: tuple[str, ...] = ()
    note: str = ""

    @property
    def rank(self) -> int:
        """Which of two things with one name is meant: the lower."""
        return 0

    def name(self, language: Language = "en", *, short: bool = True) -> str:
        """Its name in a language; in the other one, or else the code, where it has none."""
        en, zh = (self.short_en, self.short_zh) if short else (self.en, self.zh)
        return (zh or en if language == "zh" else en or zh) or self.code

    def surfaces(self) -> Iterator[Surface]:
        """Every name and alias once, as written."""
        for language, names in (
            ("en", (self.en, self.short_en, *self.aliases_en)),
            ("zh", (self.zh, self.short_zh, *self.aliases_zh)),
        ):
            for text in dict.fromkeys(filter(None, names)):
                yield Surface(text, "zh" if language == "zh" else "en", self.kind, self.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Region(Entry):
    """A nation, or a region of one of the levels that its pack names. `scheme` says who gave the code; `adcode` is the statistics office's
    number, `customs_code` customs' own; `rank` is how far its level lies below the nation."""

    scheme: str
    level: str
    parent: str | None
    country: str
    adcode: str = ""
    customs_code: str = ""

    @property
    def rank(self) -> int:
        """The larger place is meant, as in 吉林 for the whole region, unless the text says 吉林市."""
        return depth(self.country, self.level)


@cache
def depth(country: str, level: str) -> int:
    """How far a level of a country lies below the nation: 0 for the nation itself; 1 for regions of a country without a pack. Raises `PackError`."""
    pack = of_nation(country)
    return pack.depth(level) if pack else int(level != NATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Entry):
    """A set of regions. Where `computable` is false its figures cannot be summed from theirs, and the note says why."""

    country: str
    computable: bool = True
    mined: tuple[str, ...] = ()
    """The kinds of claims that mining proposes of its members among each other: rank, first."""
    locative: bool = False
    """Whether its name mostly says where a place lies (a port in the Midwest), which the reader then tells from a group that acts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner(Entry):
    """A country, a territory, a residual row, a bloc, a continent or the world, by `type`. Several partners may share one `iso3`: sum them,
    never join one to one."""

    type: str
    iso3: str = ""
    computable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Product(Entry):
    """A basket, or a level of the Harmonised System, by `type` (all, basket, section, chapter, heading, subheading, tariff-line)."""

    type: str
    parent: str | None = None

    @property
    def rank(self) -> int:
        """A basket is meant rather than a chapter of the same name."""
        return 0 if self.type in ("all", "basket") else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime(Entry):
    """A customs trade mode by its two digits, a sum of several (`parts`), or the nature of the enterprise, by `type`."""

    type: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Entry):
    """A unit with its `base` and exact `factor`. `exact` units (counts, ranks) are whole numbers; figures in the others are rounded to
    their last digit."""

    dimension: str
    base: str
    factor: Decimal
    currency: str | None = None
    exact: bool = False

    def to_base(self, value: Decimal) -> Decimal:
        """An amount of this unit in its base unit: 10136 of 亿元 is 1013600000000 yuan."""
        return value * self.factor


Sort = Literal["flow", "stock", "index"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Entry):
    """A statistic: what is measured, beside whose, of what and when. `dimension` is what its figures are (money, quantity, count, percent,
    ratio), `unit` their unit where it isn't that of the subject's country's money, `sort` whether it is a flow of a period, a stock at its
    end, or an index, rate or average, `adds_up` over what its levels sum (regions, months); of one that is `growth_only` no levels are
    published. An index of trade is of one `flow`. `counter_zh` is what stands behind its numbers in Chinese (人次), where that isn't the
    unit's."""

    dimension: str = "money"
    unit: str = ""
    sort: Sort = "flow"
    adds_up: tuple[str, ...] = ()
    growth_only: bool = False
    flow: str | None = None
    counter_zh: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope(Entry):
    """A set of members along one `axis`: regions, partners, products or periods."""

    axis: str


class UnknownName(LookupError):
    """No entry has this name; the sentence offers near ones, which `suggestions` holds."""

    def __init__(self, sentence: str, text: str, kind: Kind, suggestions: tuple[Entry, ...] = ()) -> None:
        super().__init__(sentence)
        self.text, self.kind, self.suggestions = text, kind, suggestions


class AmbiguousName(LookupError):
    """Several entries have this name, and nothing says which; `candidates` holds them."""

    def __init__(self, sentence: str, text: str, kind: Kind, candidates: tuple[Entry, ...]) -> None:
        super().__init__(sentence)
        self.text, self.kind, self.candidates = text, kind, candidates


@cache
def rows(table: str) -> tuple[Row, ...]:
    """The rows of a table: what all countries share, then the packs', then those of the user's folder. Raises `ValueError` naming file and
    line where a row has too few or too many cells."""
    return tuple(row for _, row in sourced(table))


@cache
def sourced(table: str) -> tuple[tuple[Pack | None, Row], ...]:
    """The rows of a table, each with the pack that it stands in."""
    found: list[tuple[Pack | None, Row]] = []
    shared = files(__package__) / "data" / f"{table}.csv"
    if shared.is_file():
        found += [(None, row) for row in rows_of_text(shared.read_text(encoding="utf-8"), f"{table}.csv")]
    found += [(pack, _filled(table, pack, row)) for pack in packs() for row in pack.table(table)]
    extra = os.environ.get(OWN)
    if extra and not Path(extra).is_dir():
        raise PackError(f"{OWN} names {extra}, which is no folder: correct the path, or leave the variable unset")
    if extra and (path := Path(extra) / f"{table}.csv").is_file():
        found += [(None, _filled(table, None, row)) for row in read_rows(path, str(path))]
    return tuple(found)


def _filled(table: str, pack: Pack | None, row: ReadRow) -> Row:
    """A row of a pack with what its table leaves out: regions lie in the pack's country, directly in the nation, and are of its first level unless they say otherwise."""
    if table != "regions":
        return row
    country = row.get("country") or (pack.nation if pack else row["code"][:2])
    nation = row["code"] == country
    level = NATION if nation else pack.levels[0].code if pack else "region"
    usual = {"scheme": "iso3166-2", "level": level, "parent": "" if nation else country, "country": country}
    blank = dict.fromkeys(("adcode", "customs_code", "short_en", "zh", "short_zh", "aliases_en", "aliases_zh", "other_codes", "note"), "")
    filled = blank | usual
    made = ReadRow({k: v or filled.get(k, "") for k, v in row.items()} | {k: v for k, v in filled.items() if k not in row})
    made.where = row.where
    return made


@cache
def table(kind: Kind) -> Mapping[str, Entry]:
    """The entries of a kind by code, in the order of the file. A later row with the same code replaces an earlier one, so that users can
    correct ours."""
    return MappingProxyType({e.code: e for e in (_ENTRIES[kind]() if kind in _ENTRIES else _plain(kind))})


def split(cell: str) -> tuple[str, ...]:
    """The parts of a cell, which semicolons separate."""
    return tuple(part for raw in cell.split(";") if (part := raw.strip()))


def month(cell: str) -> int | None:
    """A cell such as 2024-01 as 202401, an empty one as `None`."""
    return int(cell.replace("-", "")) if cell else None


def grouped(pairs: Iterable[tuple[K, V]]) -> Mapping[K, tuple[V, ...]]:
    """The values of each key, in their order."""
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return MappingProxyType({key: tuple(values) for key, values in found.items()})


@cache
def _more_aliases() -> Mapping[tuple[str, str], tuple[Row, ...]]:
    """What a country calls things of the tables that all countries share, by kind and code: rows `kind,code,en,zh` of `aliases.csv`."""
    return grouped(((row["kind"], row["code"]), row) for row in rows("aliases"))


def _common(kind: Kind, row: Row) -> dict[str, Any]:
    en, zh = row["en"], row.get("zh", "")
    more = _more_aliases().get((kind, row["code"]), ())
    return {
        "kind": kind,
        "code": row["code"],
        "en": en,
        "short_en": row.get("short_en") or en,
        "zh": zh,
        "short_zh": row.get("short_zh") or zh,
        "aliases_en": split(row.get("aliases_en", "")) + tuple(a for r in more for a in split(r["en"])),
        "aliases_zh": split(row.get("aliases_zh", "")) + tuple(a for r in more for a in split(r["zh"])),
        "other_codes": split(row.get("other_codes", "")),
        "note": row.get("note", ""),
    }


def _regions() -> Iterator[Entry]:
    for r in rows("regions"):
        common = _common("region", r) | {k: r[k] for k in ("scheme", "level", "country", "adcode", "customs_code")}
        common["other_codes"] = tuple(filter(None, dict.fromkeys((r["adcode"], r["customs_code"], *common["other_codes"]))))
        yield Region(**common, parent=r["parent"] or None)


def _groups() -> Iterator[Entry]:
    for pack, r in sourced("groups"):
        country = r.get("country") or (pack.nation if pack else "")
        yield Group(
            **_common("group", r),
            country=country,
            computable=r.get("computable", "1") != "0",
            mined=split(r.get("mined", "")),
            locative=r.get("locative") == "1",
        )


def above_zero(cell: str) -> Decimal:
    """A number above zero. Raises `ValueError` or `ArithmeticError` for another cell."""
    if not (number := Decimal(cell)).is_finite() or number <= 0:
        raise ValueError(cell)
    return number


def _or_none(cell: str) -> str | None:
    return cell or None


_MEASURED: dict[str, Callable[[str], Any]] = {
    "dimension": lambda cell: cell or "money", "unit": str, "sort": lambda cell: cell or "flow", "adds_up": split, "growth_only": "1".__eq__,
    "flow": _or_none, "counter_zh": str,
}  # fmt: skip
"""A row of measures that says nothing else is of a flow of money."""

_PLAIN: tuple[tuple[Kind, str, type[Entry], dict[str, Callable[[str], Any]]], ...] = (
    ("partner", "partners", Partner, {"type": str, "iso3": str}),
    ("partner", "blocs", Partner, {"type": str, "computable": "1".__eq__}),
    ("product", "products", Product, {"type": str, "parent": _or_none}),
    ("regime", "regimes", Regime, {"type": str, "parts": split}),
    ("regime", "enterprises", Regime, {"type": lambda cell: "enterprise"}),
    ("flow", "flows", Entry, {}),
    ("unit", "units", Unit, {"dimension": str, "base": str, "factor": above_zero, "currency": _or_none, "precision": "exact".__eq__}),
    ("concept", "concepts", Measure, _MEASURED),
    ("concept", "measures", Measure, _MEASURED),
)
"""The kinds whose entries are the rows of tables: kind, table, what an entry is, and its own columns with what their cells become."""


_FIELDS = {"precision": "exact"}
"""The columns that are called otherwise than what they become."""


def _plain(kind: Kind) -> Iterator[Entry]:
    for _, name, entry, own in (one for one in _PLAIN if one[0] == kind):
        for r in rows(name):
            yield entry(**_common(kind, r), **{_FIELDS.get(column, column): read_cell(r, column, read) for column, read in own.items()})


_SCALED = (
    ("", 1, "", ""),
    ("_1K", 10**3, "thousand ", "千"),
    ("_10K", 10**4, "ten thousand ", "万"),
    ("_1M", 10**6, "million ", "百万"),
    ("_100M", 10**8, "hundred million ", "亿"),
    ("_1B", 10**9, "billion ", "十亿"),
    ("_1T", 10**12, "trillion ", "万亿"),
)
"""How amounts of money are scaled: the ending of the unit's code, the factor, and the words before the currency's name."""


def _amounts(currency: Row) -> Iterator[Entry]:
    """The units of a currency: whole ones, thousands, millions ..."""
    for ending, factor, en, zh in _SCALED:
        names = {"en": f"{en}{currency['en']}", "zh": f"{zh}{currency['zh']}", "aliases_en": f"{en}{currency['code']}"}
        common = _common("unit", {"code": f"{currency['code']}{ending}", **names})
        yield Unit(**common, dimension="money", base=currency["code"], factor=Decimal(factor), currency=currency["code"])


def _scopes() -> Iterator[Entry]:
    """Every group is a scope along regions; rows of `scopes.csv` with a group's code add aliases to it."""
    added = {r["code"]: Scope(**_common("scope", r), axis=r["axis"]) for r in rows("scopes")}
    for g in _groups():
        names = {f: getattr(g, f) for f in ("code", "en", "short_en", "zh", "short_zh", "aliases_en", "aliases_zh", "note")}
        scope = Scope(**names, kind="scope", axis="regions")
        more = added.pop(g.code, None)
        yield (
            scope
            if more is None
            else replace(scope, aliases_en=scope.aliases_en + more.aliases_en, aliases_zh=scope.aliases_zh + more.aliases_zh)
        )
    yield from added.values()


_ENTRIES: dict[Kind, Callable[[], Iterator[Entry]]] = {
    "region": _regions,
    "group": _groups,
    "subject": lambda: iter((*table("region").values(), *table("group").values())),
    "unit": lambda: iter((*_plain("unit"), *(amount for currency in rows("currencies") for amount in _amounts(currency)))),
    "scope": _scopes,
}
