"""Earlier and later HS codes of commodities, so that years can be compared: a table of the user's, by which a roll-up gives records the codes of one list."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from hinterland.sources.reading import InputError


@dataclass(frozen=True, slots=True)
class Concordance:
    """Which code of a later list a commodity has, in which years: rows of earlier code, later code, first year and last (`None`: open)."""

    name: str = ""
    rows: tuple[tuple[str, str, int | None, int | None], ...] = ()

    @classmethod
    def read(cls, path: Path) -> Concordance:
        """A concordance from a CSV file with the columns `from`, `to` and, where it holds for some years, `year_from` and `year_to`.

        Raises `InputError` for a file that is none, and where a code has two successors in one year, since nothing says how to split it.
        """
        try:
            with path.open(encoding="utf-8-sig", newline="") as f:
                found = list(csv.DictReader(f))
        except (OSError, UnicodeDecodeError) as e:
            raise InputError(f"{path} can't be read: {e.strerror if isinstance(e, OSError) else 'it is not UTF-8'}") from e
        rows = []
        for number, r in enumerate(found, 2):
            earlier, later = (str(r.get(c) or "").strip() for c in ("from", "to"))
            years = [str(r.get(c) or "").strip() for c in ("year_from", "year_to")]
            if not (earlier.isdecimal() and later.isdecimal() and len(earlier) == len(later)) or any(
                y and not y.isdecimal() for y in years
            ):
                raise InputError(f"{path}, line {number}: a row has two HS codes of one length, `from` and `to`, and years or none")
            first, last = (int(y) if y else None for y in years)
            rows.append((earlier, later, first, last))
        made = cls(path.name, tuple(rows))
        for year in {y for _, _, first, last in rows for y in (first or 0, last or 9999)}:
            made.of(year)
        return made

    def of(self, year: int) -> dict[str, str]:
        """The codes of a year that have successors. Raises `InputError` for one that has two."""
        found: dict[str, str] = {}
        for earlier, later, first, last in self.rows:
            if (first is None or first <= year) and (last is None or year <= last) and found.setdefault(earlier, later) != later:
                raise InputError(
                    f"{self.name}: {earlier} becomes both {found[earlier]} and {later}; nothing says how its records are to be split: leave it out, or choose one"
                )
        return found
