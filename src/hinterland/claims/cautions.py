"""What cautions say: a `Caution` and a language in, a sentence out. `caveats.csv` words each code, the weightiest first; `notes.csv` and
the packs' `publishers.csv`, `titles.csv` and `copies.csv` hold the Chinese of what the data carry in English, each row a pattern whose
`{fields}` stand for what changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files

from hinterland import codes
from hinterland.codes import Language
from hinterland.models import Caution
from hinterland.packaged import read_table
from hinterland.packs import packs

SEPARATOR = "; "
"""What stands between the notes of one observation, and between publishers where a caution names several."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A row of `notes.csv` or `publishers.csv`: how the English is recognised, its Chinese, the code of the caution that says the same, a shorter English, and how grave it is."""

    english: re.Pattern[str]
    zh: str
    repeats: str
    short: str
    grade: str


@cache
def wordings() -> dict[str, dict[str, str]]:
    """The rows of `caveats.csv` by their code, the weightiest first."""
    return {r["code"]: r for r in _rows("caveats.csv")}


def make(code: str, **values: str | int | float) -> Caution:
    """A caution with the grade that the table gives its code, or a note on an observation its words. Raises `KeyError` for a code it doesn't hold."""
    grade = _graded(str(values.get("note"))) if code == "note" else ""
    return Caution(code=code, grade=grade or wordings()[code]["grade"], values=values)  # type: ignore[arg-type]


def _graded(note: str) -> str:
    """How grave a note on an observation is, where its table says so."""
    return next((p.grade for p in _patterns("notes.csv") if p.grade and p.english.fullmatch(note)), "")


def caution(c: Caution, language: Language = "en") -> str:
    """A caution as a sentence without its full stop."""
    return wordings()[c.code][language].format(**_formatted(c.values, language))


def reason(c: Caution, language: Language = "en") -> str:
    """A caution in plain words without its figures, which its evidence holds: why a sentence wants a qualification."""
    return wordings()[c.code][f"why_{language}"].format(**_formatted(c.values, language))


def _formatted(values: Mapping[str, str | int | float], language: Language) -> dict[str, str]:
    return {name: _TELL.get(name, _as_it_is)(value, language) for name, value in values.items()}


def without_repeats(note: str, said: set[str]) -> str:
    """A note on an observation without what a caution of one of these codes says already."""
    return SEPARATOR.join(
        p for p in note.split(SEPARATOR) if not any(r.repeats in said and r.english.fullmatch(p) for r in _patterns("notes.csv"))
    )


def note(text: str, language: Language) -> str:
    """A note on an observation in a language, in English in plainer words where the table has them; what it doesn't know stays as it came."""
    parts = (_translated("notes.csv", p, language) or p for p in text.split(SEPARATOR))
    return _translated("notes.csv", text, language) or ("；" if language == "zh" else SEPARATOR).join(parts)


def publisher(name: str, language: Language) -> str:
    """A publisher's name in a language; one that the table doesn't know is called as it calls itself."""
    return name if language == "en" else _translated("publishers.csv", name) or name


def title(name: str, language: Language) -> str:
    """A source's title in a language; one that is English itself stays as it is."""
    return name if language == "en" else _translated("titles.csv", name) or name


def copyist(via: str, language: Language) -> str:
    """Where a copy of a publication was read, in few words of a language; one that the table doesn't know stays as it is."""
    return _translated("copies.csv", via, language) or via


def _translated(table: str, text: str, language: Language = "zh") -> str | None:
    for pattern in _patterns(table):
        if found := pattern.english.fullmatch(text):
            form = pattern.zh if language == "zh" else pattern.short
            return form.format(**_formatted(found.groupdict(), language))
    return None


def _as_it_is(value: str | int | float, language: Language) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _publishers(value: str | int | float, language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(publisher(p, language) for p in str(value).split(SEPARATOR))


def _name(value: str | int | float, language: Language) -> str:
    try:
        return codes.name(str(value), language)
    except codes.UnknownName:
        return str(value)


def _place(value: str | int | float, language: Language) -> str:
    try:
        return codes.find(str(value), "region").name(language, short=False)
    except (codes.UnknownName, codes.AmbiguousName):
        return str(value)


def _day(value: str | int | float, language: Language) -> str:
    parts = [int(p) for p in str(value).split("-")]
    if language == "zh":
        return "".join(f"{n}{unit}" for n, unit in zip(parts, "年月日", strict=False))
    form = ("%Y", "%B %Y", "%-d %B %Y")[len(parts) - 1].replace("%-d", str(parts[-1]))
    return date(*[*parts, 1, 1][:3]).strftime(form)


def _billions(value: str | int | float, language: Language) -> str:
    """Billions of dollars as Chinese counts them, in hundred millions; English counts them as they are."""
    if language == "en":
        return str(value)
    try:
        return f"{(Decimal(str(value)) * 10).normalize():f}亿美元"
    except InvalidOperation:
        return str(value)


def _period(value: str | int | float, language: Language) -> str:
    ends = [_day(p, language) for p in str(value).split("/")] if re.fullmatch(r"[\d/-]+", str(value)) else [str(value)]
    return ("至" if language == "zh" else " to ").join(ends)


def _moved(value: str | int | float, language: Language) -> str:
    """A rate in percent as a rise or a fall."""
    rows = {r["move"]: r[language] for r in _rows("moves.csv")}
    return rows["rose" if float(value) >= 0 else "fell"].format(rate=_as_it_is(abs(float(value)), language))


_TELL: dict[str, Callable[[str | int | float, Language], str]] = {
    "publishers": _publishers,
    "others": _publishers,
    "note": lambda value, language: note(str(value), language),
    "nearest": _name,
    "partner": _name,
    "product": _name,
    "place": _place,
    "day": _day,
    "before": lambda value, language: _day(value, language) if isinstance(value, str) else _moved(value, language),
    "average": _moved,
    "other": _period,
    "base": _period,
    "period": _period,
    "billions": _billions,
}
"""How values are formatted, by their name; all others stand as they are."""


@cache
def _patterns(table: str) -> tuple[Pattern, ...]:
    """The rows of a table, the most particular first."""
    rows = sorted(_rows(table), key=lambda r: -len(re.sub(r"\{\w+\}", "", r["en"])))
    # In a form `{name}` is any text without a semicolon.
    parts = (enumerate(re.split(r"\{(\w+)\}", r["en"])) for r in rows)
    english = (re.compile("".join(f"(?P<{p}>[^;]+?)" if n % 2 else re.escape(p) for n, p in of)) for of in parts)
    return tuple(
        Pattern(e, r["zh"], r.get("repeats") or "", r.get("short") or "", r.get("grade") or "") for e, r in zip(english, rows, strict=True)
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table, those of the packs first, since what they name is more particular."""
    for pack in packs():
        yield from pack.table(name.removesuffix(".csv"))
    if (files("hinterland.claims") / name).is_file():
        yield from read_table("hinterland.claims", name)
