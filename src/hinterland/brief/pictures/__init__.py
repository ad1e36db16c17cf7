"""The pictures of a brief: what its claims say, drawn, each under a title that says it.

`pictures` makes them from the figures held and the brief's answered claims; a picture for which too little is held is skipped. `svg` and `png` draw one, `warm` makes
ready for the first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import replace

from hinterland.brief.document import Picture
from hinterland.brief.pictures.contributions import contributions
from hinterland.brief.pictures.desk import Desk, Shape
from hinterland.brief.pictures.growth import growth
from hinterland.brief.pictures.house import PHONE, Drawing, narrow, picture
from hinterland.brief.pictures.map import growth_map
from hinterland.brief.pictures.months import months
from hinterland.brief.pictures.ranking import ranking
from hinterland.brief.pictures.render import png, svg, warm
from hinterland.brief.pictures.slices import partners, products
from hinterland.claims import Evaluated
from hinterland.codes import Language, Period
from hinterland.indicators import Indicators

__all__ = ["Shape", "pictures", "png", "svg", "warm"]

PICTURES: dict[str, Callable[[Desk], Drawing | None]] = {
    "growth": growth,
    "ranking": ranking,
    "map": growth_map,
    "contributions": contributions,
    "products": products,
    "partners": partners,
    "months": months,
}
"""Every picture there is, in the order of a brief."""


def pictures(
    indicators: Indicators,
    subject: str,
    period: Period,
    language: Language,
    answered: Mapping[str, Evaluated],
    mark: Callable[[Evaluated], int],
    *,
    amount: Callable[[Evaluated], str] | None = None,
    shape: Shape | None = None,
) -> dict[str, Picture]:
    """The pictures of a subject and period by key. `answered` are the brief's answered claims, `mark` gives the number of a claim's evidence, `amount` prints its amount as the text does.

    `shape` is how regions are laid out, as a map in English and as tiles in Chinese unless said otherwise.
    Each is drawn a second time for phones, where regions are tiles.
    """
    desk = Desk(indicators, subject, period, language, answered, mark, shape or ("tiles" if language == "zh" else "map"), amount)
    drawn = {key: picture(desk, made) for key, draw in PICTURES.items() if (made := draw(desk)) is not None}
    phone = copy(desk)
    phone.room, phone.shape = PHONE, "tiles"
    return {key: replace(p, narrow=narrow(d, language) if (d := PICTURES[key](phone)) else None) for key, p in drawn.items()}
