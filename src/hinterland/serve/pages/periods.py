"""Which periods there is something to show of: the years in which the trade of most regions is held, and those of one subject."""

from __future__ import annotations

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.brief.terms import inside
from hinterland.codes import Period
from hinterland.sources.reading import InputError

MOST = 0.6
"""The part of the regions that must be held of a year."""

YEARS = """
SELECT first_month // 100 AS year, count(DISTINCT region) AS held FROM levels
WHERE concept = 'trade' AND flow = ? AND product = 'all' AND partner = 'world' AND regime = 'all' AND measure = 'value'
  AND basis = ? AND last_month - first_month = 11 AND first_month % 100 = 1 AND region IN ({regions})
GROUP BY ALL HAVING count(DISTINCT region) >= {least} ORDER BY year
"""


def years(h: Hinterland, subject: str | None = None) -> list[str]:
    """The years of which a brief can be written, the earliest first: of a whole those in which most of its members are held."""
    home = codes.home_of(subject)
    regions = inside(subject or home.nation) or (subject or home.nation,)
    h.indicators.include(regions if subject not in inside(home.nation) else ())
    marks = ", ".join("?" * len(regions))
    asked = YEARS.format(regions=marks, least=max(1, int(MOST * len(regions))))
    return [
        str(year)
        for year, _ in h.engine.con.execute(
            asked, [home.main_flow, home.basis(home.main_flow) or codes.home_of().basis(home.main_flow), *regions]
        ).fetchall()
    ]


def chosen(h: Hinterland, subject: str, period: str | None) -> tuple[str, list[str]]:
    """The period that is asked for or the newest year held, and the years held. Raises `InputError` for what is no period, and where nothing is held."""
    held = years(h, subject)
    if period is not None:
        try:
            return str(Period.parse(period)), held
        except ValueError as e:
            raise InputError(str(e)) from e
    if not held:
        raise InputError(f"no year of the trade of {codes.name(subject)} is held")
    return held[-1], held
