"""What the forms of pages offer: subjects by their kind, what observations can be filtered by, each a value and what it is called; and the years there is something to show of."""

from __future__ import annotations

from collections.abc import Iterable

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.brief.interface import label
from hinterland.brief.site.frames import name
from hinterland.brief.site.subjects import subjects
from hinterland.brief.terms import inside
from hinterland.codes import Language, Period
from hinterland.codes.tables import Kind
from hinterland.language.phrases import own_keys
from hinterland.requests.vocabulary import LANGUAGES as LANGUAGES
from hinterland.sources.reading import InputError

Choice = tuple[str, str]


def by_kind(language: Language) -> list[tuple[str, list[Choice]]]:
    """The nation, its groups and its regions, under their headings."""
    return [(label(f"subjects:{kind}", language), [(s, name(s, language)) for s in held]) for kind, held in subjects().items()]


def mentioned(text: str) -> list[str]:
    """The subjects that a text names, in any language."""
    asked = text.casefold()
    return [s for held in subjects().values() for s in held if any(codes.name(s, x).casefold() in asked for x in LANGUAGES)]


def shown_first(page: str) -> tuple[str, ...]:
    """The subjects that a page shows before anybody asks: those that the home pack names (`first:<page>:<subject>` among its phrases), else the first regions."""
    named_first = own_keys(f"first:{page}:", codes.home_of())
    return named_first or subjects()["regions"][:3] or subjects()["nation"]


def named(values: Iterable[str], kind: Kind, language: Language) -> list[Choice]:
    """Codes with their names, in the order of these; a code without a name is its own."""

    def called(code: str) -> str:
        try:
            return codes.name(code, language, kind)
        except LookupError:
            return code

    return sorted(((v, called(v)) for v in values), key=lambda c: c[1].casefold())


MOST = 0.6
"""The part of the regions that must be held of a year."""
YEARS = """
SELECT first_month // 100 AS year, count(DISTINCT region) AS held FROM levels
WHERE concept = 'trade' AND flow = ? AND product = 'all' AND partner = 'world' AND regime = 'all' AND measure = 'value'
  AND basis = ? AND currency = ? AND last_month - first_month = 11 AND first_month % 100 = 1 AND region IN ({regions})
GROUP BY ALL HAVING count(DISTINCT region) >= {least} ORDER BY year
"""


def years(h: Hinterland, subject: str | None = None) -> list[str]:
    """The years of which a brief can be written, in the country's own currency, the earliest first: of a whole those in which most of its members are held."""
    home = codes.home_of(subject)
    regions = inside(subject or home.nation) or (subject or home.nation,)
    h.indicators.include(regions if subject not in inside(home.nation) else ())
    marks = ", ".join("?" * len(regions))
    asked = YEARS.format(regions=marks, least=max(1, int(MOST * len(regions))))
    basis = home.basis(home.main_flow) or codes.home_of().basis(home.main_flow)
    return [str(year) for year, _ in h.engine.con.execute(asked, [home.main_flow, basis, home.currency, *regions]).fetchall()]


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
