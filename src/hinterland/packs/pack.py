"""One pack: its settings, read from `pack.toml`, and its tables, one CSV file each. A folder goes in, a `Pack` comes out; what is missing
or misspelt raises `PackError`, whose sentence names file, line where there is one, and remedy."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
SETTINGS = "pack.toml"
FIGURES, SOURCES = "figures", "sources.csv"
"""The folder of a pack's figures, tidy files, and the table of their sources in it."""

_CODE = re.compile(r"[a-z][a-z0-9-]*")
_CURRENCY = re.compile(r"[A-Z]{3}")
_NATION = re.compile(r"[A-Z]{2}")
_LEVEL = {"code", "scope", "en", "zh"}
_FLOWS = ("total", "export", "import")
_BASES = ("operating-unit", "destination-origin")


class PackError(ValueError):
    """What is wrong with a pack: the file, the line where there is one, and what to do. A command prints it like other bad input, and ends with status 2."""


@dataclass(frozen=True, slots=True)
class Level:
    """A level of regions below the nation: what one of them is called and what several are, by language, and the scope that all of them make."""

    code: str
    scope: str | None
    one: Mapping[str, str]
    several: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pack:
    """A country's settings. `basis` is how its regions' trade is attributed, by flow; `parts` the group whose regions add up to the nation, where one does."""

    name: str
    folder: Path
    nation: str
    partner: str
    currency: str
    languages: tuple[str, ...]
    levels: tuple[Level, ...]
    parts: str | None = None
    basis: Mapping[str, str] = field(default_factory=dict)
    second_currency: str | None = None
    """The currency that figures are published in beside the pack's own: amounts in it are turned into the pack's at the rate of the regions held in both."""
    second_price: tuple[Decimal, Decimal] | None = None
    """What one unit of the second currency has cost in the first, the lowest and the highest: an amount in it is known from one in the first by that."""
    main_flow: str = "total"
    """The flow that the regions' trade is published of first, by which they are ranked: exports where nothing else is."""
    own_codes: str | None = None
    """The form (a regular expression) of codes that mean a region of this nation although they don't begin with its letters."""

    @property
    def currencies(self) -> tuple[str, ...]:
        """The currencies that its figures are published in, its own first."""
        return tuple(c for c in (self.currency, self.second_currency) if c)

    @property
    def peers(self) -> str | None:
        """The scope of the regions directly below the nation, among which they are ranked."""
        return self.levels[0].scope

    def depth(self, level: str) -> int:
        """How far a level lies below the nation: 0 for the nation itself. Raises `PackError` for a level that the settings don't name."""
        names = ("nation", *(each.code for each in self.levels))
        if level not in names:
            raise PackError(
                f'{self.folder.name}/{SETTINGS} names no level "{level}"; it has {", ".join(names)}: add the level there, or write one of these'
            )
        return names.index(level)

    def table(self, name: str) -> Iterator[Row]:
        """The rows of a table, or none where the pack has no such file. Raises `PackError` for a row with too few or too many cells."""
        path = self.folder / f"{name}.csv"
        if path.is_file():
            yield from read_rows(path, f"{self.folder.name}/{name}.csv")

    @property
    def figures(self) -> tuple[Path, ...]:
        """The files of figures, sources first."""
        found = (self.folder / FIGURES).glob("*.csv") if (self.folder / FIGURES).is_dir() else ()
        return tuple(sorted(found, key=lambda p: (p.name != SOURCES, p.name)))


_KNOWN = {f.name for f in fields(Pack)} - {"folder"}


class Row(dict[str, str]):
    """A row of a table by its columns, and `where` it stands: the file and the line. A column that its table lacks raises `PackError`."""

    where = ""

    def __missing__(self, column: str) -> str:
        raise PackError(f"{self.where}: the table has no column {column}; add it to the header, and its cell to each row")


def read_cell(row: Mapping[str, str], column: str, read: Callable[[str], T]) -> T:
    """What a cell becomes. Raises `PackError` naming file, line and column for one that `read` can't take."""
    cell = row.get(column, "")
    try:
        return read(cell)
    except (ValueError, ArithmeticError):
        written = f'"{cell[:40]}" is none' if cell else "the cell is empty or missing"
        raise PackError(f"{getattr(row, 'where', 'a table')}, column {column}: a number is wanted, and {written}; correct it") from None


def read_rows(path: Path, name: str) -> Iterator[Row]:
    """The rows of a table's file, which is called by a name. Raises `PackError` naming file, line and what is wrong for one that isn't CSV in UTF-8."""
    given = path.read_bytes()
    try:
        text = given.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        before = given[: e.start].rpartition(b"\n")[2]
        header, place = given.partition(b"\n")[0].decode("utf-8-sig", "replace").strip().split(","), before.count(b",")
        column = f", column {header[place]}" if place < len(header) else ""
        line = given[: e.start].count(b"\n") + 1
        raise PackError(f"{name}, line {line}{column}: the text isn't UTF-8; save the file in that encoding") from None
    yield from rows(text, name)


def rows(text: str, name: str) -> Iterator[Row]:
    """The rows of a table's text, each by its columns. Raises `PackError` naming the file and the line of a row with too few or too many cells."""
    reader = csv.DictReader(text.splitlines(), strict=True)
    while True:
        try:
            found = next(reader, None)
        except csv.Error as e:
            raise PackError(f"{name}, line {reader.line_num + 1}: this is no row of CSV ({e}); correct its quotation marks") from None
        if found is None:
            return
        if None in found or None in found.values():
            wanted = len(reader.fieldnames or [])
            raise PackError(f"{name}, line {reader.line_num}: {wanted} cells are wanted, one for each column of the header")
        row = Row(found)
        row.where = f"{name}, line {reader.line_num}"
        yield row


def read(folder: Path) -> Pack:
    """The pack in a folder. Raises `PackError`."""
    path = folder / SETTINGS
    shown = f"{folder.name}/{SETTINGS}"
    if not folder.is_dir():
        raise PackError(f"there is no folder {folder}: correct its path, or write a pack there with `hinterland pack new {folder.name}`")
    if not path.is_file():
        raise PackError(f"{folder} holds no {SETTINGS}, so it is no pack; `hinterland pack new {folder.name}` writes one to begin with")
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{shown} can't be read as TOML: {error}") from None
    if unknown := sorted(set(found) - _KNOWN):
        raise PackError(f'{shown} has "{unknown[0]}", which no pack knows; known are {", ".join(sorted(_KNOWN))}')
    basis = found.get("basis", {})
    if not found.get("levels"):
        raise PackError(f'{shown} has no [[levels]]: name at least the one below the nation, with code, scope and en = ["state", "states"]')
    if found.get("main_flow", "total") not in _FLOWS:
        raise PackError(f'{shown} has main_flow = "{found["main_flow"]}"; it is one of {", ".join(_FLOWS)}')
    if wrong := [f"{k} = {v}" for k, v in basis.items() if k not in _FLOWS or v not in _BASES]:
        raise PackError(f"{shown}, [basis]: {wrong[0]} isn't one of {', '.join(_FLOWS)}, each {' or '.join(_BASES)}")
    return Pack(
        name=_text(found, "name", _CODE, shown, "lower-case letters, digits and hyphens"),
        folder=folder,
        nation=_text(found, "nation", _NATION, shown, "two capitals, as ISO 3166-1 has them"),
        partner=_text(found, "partner", re.compile(r"[A-Z]{3}"), shown, "three capitals, as ISO 3166-1 has them"),
        currency=_text(found, "currency", _CURRENCY, shown, "three capitals, as ISO 4217 has them"),
        languages=tuple(found.get("languages", ("en",))),
        levels=tuple(_level(each, shown) for each in found["levels"]),
        parts=found.get("parts"),
        basis={flow: basis.get(flow, _BASES[0]) for flow in _FLOWS},
        second_currency=found.get("second_currency"),
        second_price=_price(found, shown),
        main_flow=found.get("main_flow", "total"),
        own_codes=found.get("own_codes"),
    )


def _text(found: Mapping[str, Any], key: str, form: re.Pattern[str], shown: str, wanted: str) -> str:
    value = found.get(key)
    if not isinstance(value, str) or not form.fullmatch(value):
        said = f'has {key} = "{value}"' if key in found else f"says no {key}"
        raise PackError(f"{shown} {said}: {key} is {wanted}")
    return value


def _price(found: Mapping[str, Any], shown: str) -> tuple[Decimal, Decimal] | None:
    price = found.get("second_price")
    if price is None:
        return None
    numbers = isinstance(price, list) and len(price) == 2 and all(isinstance(x, int | float) and x > 0 for x in price)
    if not numbers or price[0] > price[1] or not found.get("second_currency"):
        raise PackError(f"{shown} has second_price = {price}: give the lowest and the highest price of second_currency, as [5.7, 8.9]")
    return Decimal(str(price[0])), Decimal(str(price[1]))


def _level(found: Mapping[str, Any], shown: str) -> Level:
    if set(found) - _LEVEL or "code" not in found or "en" not in found:
        raise PackError(f'{shown}, [[levels]]: each has code and en = ["state", "states"], and may have scope and zh')
    forms = {language: found[language] for language in ("en", "zh") if language in found}
    if wrong := [k for k, v in forms.items() if not isinstance(v, list) or len(v) != 2]:
        raise PackError(f'{shown}, [[levels]] {found["code"]}: {wrong[0]} has two forms, one and several: ["state", "states"]')
    return Level(found["code"], found.get("scope"), {k: v[0] for k, v in forms.items()}, {k: v[1] for k, v in forms.items()})
