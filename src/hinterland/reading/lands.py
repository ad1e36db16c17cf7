"""Where a place lies: the province of a city or county, and the country of any place as it is called as a partner."""

from __future__ import annotations

from functools import cache

from hinterland.reading.lexicon import forms
from hinterland.reading.names import codes_of, table


@cache
def _provinces() -> dict[str, str]:
    """The province of a city or county, by the first two digits of its number."""
    return {row["adcode"][:2]: row["code"] for row in codes_of("regions") if row["level"] == "province"}


@cache
def has_regions(code: str) -> bool:
    """Whether a country is more than a city: the tables know regions of it."""
    return any(n.code.startswith(f"{code}-") for names in table().values() for n in names if n.kind == "place")


def is_town(code: str) -> bool:
    """Whether a place is a city, a county or a district: a number, or the words of one that no table knows."""
    return code.isdigit() or code.startswith("?")


def province_of(code: str) -> str | None:
    """The province that a city or county of China lies in; None for any other place."""
    return _provinces().get(code[:2]) if code.isdigit() else None


@cache
def _nations() -> dict[str, str]:
    """The code of a country as a partner by its code as a subject."""
    return {n.code: n.partner for names in table().values() for n in names if n.kind == "place" and n.partner and n.code}


def nation_of(subject: str | None) -> str | None:
    """The partner code of the country that a subject is or lies in."""
    if subject is None:
        return None
    return "CHN" if subject.isdigit() or subject.islower() else _nations().get(subject[:2])


@cache
def _autonomous() -> frozenset[str]:
    """The codes of the autonomous regions, and of what lies in them by the first two digits."""
    endings = tuple(forms("zh", "autonomous"))
    provinces = (row for row in codes_of("regions") if row["level"] == "province")
    rows = [row for row in provinces if any(form.endswith(endings) for form in (row["zh"], *row["aliases_zh"].split(";")))]
    return frozenset(code for row in rows for code in (row["code"], row["adcode"][:2]))


def is_autonomous(code: str) -> bool:
    """Whether a place is an autonomous region of China, or lies in one."""
    return (code[:2] if code.isdigit() else code) in _autonomous()
