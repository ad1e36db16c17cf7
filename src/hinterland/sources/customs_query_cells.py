"""What the cells of a customs query export stand for, as codes of ours; `ValueError` or `LookupError` is raised, in a sentence, for one
that means nothing known. What spreadsheets do to such files is undone where it can be, and refused where digits were lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from functools import cache

from hinterland import codes
from hinterland.codes import Period, Region
from hinterland.errors import refused
from hinterland.packs import office
from hinterland.sources.customs import OFFICE
from hinterland.sources.reading import InputError

_MONTH = re.compile(r"(\d{4})[-/.年]?(\d{1,2})月?")
_SCIENTIFIC = re.compile(r"\d(?:\.(\d+))?[eE]\+?(\d+)")
LEVELS = (2, 4, 6, 8)
AS_IT_STANDS = "(0[1-9]|[1-9][0-9])([0-9]{2}){0,3}"
"""A commodity code with nothing to mend, as a pattern that SQL knows too."""


class RoundedAway(ValueError):
    """A spreadsheet has dropped digits of a number that is a name."""


def whole_number(text: str) -> str:
    """A code as digits: `202401`, `202401.0` and `2.02401E+05` are the same. Raises `RoundedAway` where digits are gone, `ValueError` for no number."""
    text = text.strip()
    if text.isdecimal() and text.isascii():
        return text
    if match := _SCIENTIFIC.fullmatch(text):
        if len(match[1] or "") < int(match[2]):
            raise RoundedAway(f"a spreadsheet has rounded the code to {text}")
        return str(int(Decimal(text)))
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(f'"{text}" is not a code of digits') from None
    if not number.is_finite() or number != number.to_integral_value() or number < 0:
        raise ValueError(f'"{text}" is not a code of digits')
    return str(int(number))


def month(text: str) -> int:
    """A month as `yyyymm`, from `202401` and from what spreadsheets make of it."""
    match = _MONTH.fullmatch(text.strip())
    digits = ""
    with suppress(ValueError):
        digits = f"{match[1]}{int(match[2]):02}" if match else whole_number(text)
    if len(digits) != 6:
        raise ValueError(f'"{text.strip()}" is not a month; 202401 is one')
    return Period.of_month(int(digits)).start


def refuse_damaged(texts: Iterable[str], where: str) -> None:
    """Raises `InputError` where digits of codes were rounded away, and where zeros are missing from codes of several levels, since then no level is sure."""
    found: dict[str, str] = {}
    again = "export the file again and don't save it with a spreadsheet"
    for text in texts:
        with suppress(ValueError), refused(RoundedAway, form=f"{where}: {{}}, so the commodity can't be told; {again}"):
            found[text] = product(text)
    levels = {len(c) for c in found.values()}
    lost = [t for t, c in found.items() if len(t.strip()) % 2 and c != t.strip()]
    if lost and len(levels) > 1:
        listed = ", ".join(map(str, sorted(levels)))
        raise InputError(
            f"{where}: leading zeros of commodity codes are lost ({lost[0].strip()}), and codes of {listed} digits stand side by side, so it can't be "
            "told how many are missing; load one level at a time, or export the file again"
        )


def product(text: str) -> str:
    """A commodity code with the leading zero it lost: one level a file (`refuse_damaged`), so an odd number of digits lacks exactly one."""
    digits = whole_number(text)
    padded = digits if len(digits) % 2 == 0 else "0" + digits
    if len(padded) not in LEVELS or padded.startswith("00"):
        raise ValueError(f'"{digits}" is not an HS code of 2, 4, 6 or 8 digits')
    return padded


def partner(code: str, name: str, on: Period | None, notes: set[str]) -> str:
    """The partner of a customs code in a period; by its name where the code is not held, or only inferred. What was read by name is told in `notes`."""
    try:
        entry = codes.partner_of(whole_number(code), on)
    except (LookupError, ValueError):
        if (named := _named(name)) is None:
            raise
        notes.add(f"the partner code {code} was read by its name, {name}: no list held has it{f' in {on.start // 100}' if on else ''}")
        return named
    inferred = any(c.inferred for c in codes.customs_codes(entry.code) if c.code == code.strip())
    if inferred and (named := _named(name)) not in (None, entry.code):
        notes.add(f"the partner code {code} was read by its name, {name}: our own reading of the code, {entry.name()}, was inferred")
        return str(named)
    if (named := _named(name)) not in (None, entry.code):
        raise ValueError(_disagree("partner", code, entry.name(), name))
    return entry.code


def agreed(resolve: Callable[[str], str], code: str, name: str = "") -> str:
    """What a code of a region or trade mode stands for, where its name doesn't say another one. Raises `ValueError` with both where it does."""
    found = resolve(code)
    named = found
    with suppress(LookupError):
        named = resolve(name) if name.strip() else found
    if named != found:
        raise ValueError(
            _disagree("code", code, codes.get("region" if found.startswith(office(OFFICE).nation) else "regime", found).name(), name)
        )
    return found


def _disagree(what: str, code: str, stands_for: str, name: str) -> str:
    return f"the {what} {code} is {stands_for}, but the name beside it says {name}; correct the one that is wrong"


def _named(name: str) -> str | None:
    with suppress(LookupError):
        return codes.find(name, "partner").code if name else None
    return None


def regime(text: str) -> str:
    """A trade mode by its two digits, or by its name."""
    return codes.get("regime", whole_number(text)).code if text.strip()[:1].isdigit() else codes.find(text.strip(), "regime").code


def region(text: str) -> str:
    """A first-level region by the two digits of a registration place (the first two of GB/T 2260), or by its name."""
    text = text.strip()
    if not text[:1].isdigit():
        return codes.find(text, "region", within=office(OFFICE).nation).code
    digits = whole_number(text)
    if digits not in _first_level():
        raise LookupError(f'no {office(OFFICE).region} has the customs code "{text}"')
    return _first_level()[digits]


@cache
def _first_level() -> Mapping[str, str]:
    held = [
        r for r in codes.entries("region") if isinstance(r, Region) and r.country == office(OFFICE).nation and codes.is_first_level(r.code)
    ]
    return {r.customs_code: r.code for r in held} | {r.adcode: r.code for r in held}


def unit(text: str) -> str | None:
    """The unit of a quantity by our code, as written where we have none, `None` where there is none."""
    if text.strip() in ("", "?", "-"):
        return None
    with suppress(LookupError):
        return codes.unit(text.strip()).code
    return text.strip()
