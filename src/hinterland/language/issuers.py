"""Who a figure is from, as a text may print it: the publisher, and where somebody else's copy was read, whose copy."""

from __future__ import annotations

from functools import cache

from hinterland.claims.cautions import copyist, publisher
from hinterland.codes import Language
from hinterland.models import Source
from hinterland.packaged import read_table

COPIES = ("secondary", "claimed")
"""The reliabilities of what somebody else says that a publisher published."""


def copied(source: Source, language: Language) -> str:
    """Whose copy of a publication was read; nothing where the publisher or a mere mirror of it was."""
    return copyist(source.via, language) if source.via and source.reliability in COPIES else ""


def issuer(source: Source, language: Language) -> str:
    """The publisher of a source, and whose copy of it was read: `Customs of Hefei, quoted in a digest`."""
    name, copy = publisher(source.publisher, language), copied(source, language)
    return _form(language).format(publisher=name, copy=copy) if copy else name


@cache
def _form(language: Language) -> str:
    return next(row[language] for row in read_table("hinterland.language", "sentences.csv") if row["key"] == "issuer:copied")
