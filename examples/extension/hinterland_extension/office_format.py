"""The files of Atlantis' statistics office: a line for each figure, `Northport 2024 exports 12.5`, in millions of euros."""

from decimal import Decimal, InvalidOperation
from pathlib import Path

from hinterland import codes
from hinterland.models import Source
from hinterland.sources.reading import Figure, Options, Quarantined, Reading
from hinterland.sources.registry import Head

NAME = "atlantis"
FIRST = "ATLANTIS OFFICE OF STATISTICS"
PARTS = 4


def sniff(head: Head) -> bool:
    """Whether the first line is the office's."""
    return head.text.startswith(FIRST)


def read(path: Path, options: Options) -> Reading:
    """Read the figures; a line that holds none is rejected with its number."""
    source = Source(
        id=options.source or "ATLANTIS",
        title=path.name,
        publisher="Atlantis Office of Statistics",
        released=options.released,
        reliability="secondary",
    )
    reading = Reading(path, NAME, sources=[source])
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()[1:], start=2):
        reading.rows_read += 1
        try:
            reading.figures.append(_figure(line, number, source.id))
        except (ValueError, LookupError) as error:
            reading.quarantined.append(Quarantined(number, line, str(error)))
    return reading


def _figure(line: str, number: int, source: str) -> Figure:
    words = line.split()
    if len(words) != PARTS:
        raise ValueError(f"{PARTS} words are wanted: province, year, flow and amount")
    region, flow = codes.find(words[0], "region").code, codes.find(words[2], "flow").code
    try:
        value = Decimal(words[3])
    except InvalidOperation:
        raise ValueError(f"{words[3]!r} is not a number") from None
    return Figure(region, words[1], value, "EUR_1M", flow=flow, basis=codes.home_of(region).basis(flow), source=source, row=number)
