"""How reliable figures are by who published them, and not by what their file says of itself.

A tidy file that calls figures official is believed where their source has an address at a publisher of `publishers.csv` or of a pack's `hosts.csv`; else its figures are
*claimed*: stored, shown as such, and preferred to none other.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from urllib.parse import urlsplit

from hinterland.models import Source
from hinterland.packaged import read_table
from hinterland.packs import packs
from hinterland.sources import tidy
from hinterland.sources.reading import Reading


@cache
def _publishers() -> Mapping[str, str]:
    own = (row for pack in packs() for row in pack.table("hosts"))
    return {row["host"]: row["publisher"] for row in (*read_table("hinterland.gate", "publishers.csv"), *own)}


def publisher(address: str | None) -> str | None:
    """The publisher that an address (`https://www.customs.gov.cn/...`) belongs to; None for one that the table doesn't name."""
    host = (urlsplit(address).hostname or "") if address and "://" in address else ""
    parts = host.lower().split(".")
    return next((found for i in range(len(parts)) if (found := _publishers().get(".".join(parts[i:])))), None)


def grant(reading: Reading, sources: Mapping[str, Source]) -> None:
    """Lower what a tidy file calls official, and whose source has no address of a known publisher, to claimed, with a warning. `sources` are those held."""
    if reading.format != tidy.NAME:
        return
    own = [
        s.model_copy(update={"reliability": "claimed"}) if s.reliability == "official" and not publisher(s.address) else s
        for s in reading.sources
        # An official source that is held isn't described anew by whoever names it.
        if publisher(s.address) or s.id not in sources or sources[s.id].reliability != "official"
    ]
    known = {**sources, **{s.id: s for s in reading.sources}}
    lowered: set[str] = set()
    for figure in reading.figures:
        source = known.get(figure.source)
        said = figure.reliability or (source.reliability if source else None)
        if said == "official" and not publisher(source.address if source else None):
            figure.reliability = "claimed"
            lowered.add(figure.source)
    reading.sources = own
    if lowered:
        reading.warnings.append(
            f"figures of {', '.join(sorted(lowered)[:3])}{' ...' * (len(lowered) > 3)} are called official, but no address of a publisher known here stands beside it; "
            "they are stored as claimed and outrank no others (say --address with the page they were published on)"
        )
