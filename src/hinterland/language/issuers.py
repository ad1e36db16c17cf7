"""Who a figure is from, as a text may print it: the publisher, and where somebody else's copy was read, whose copy."""

from __future__ import annotations

from hinterland.claims.cautions import copyist, publisher
from hinterland.codes import Language
from hinterland.models import Source
from hinterland.packaged import read_words

COPIES = ("secondary", "claimed")
"""The reliabilities of what somebody else says that a publisher published."""


def copied(source: Source, language: Language) -> str:
    """Whose copy of a publication was read; nothing where the publisher or a mere mirror of it was."""
    return copyist(source.via, language) if source.via and source.reliability in COPIES else ""


def issuer(source: Source, language: Language) -> str:
    """The publisher of a source, and whose copy of it was read: `Customs of Hefei, quoted in a digest`."""
    name, copy = publisher(source.publisher, language), copied(source, language)
    return read_words("hinterland.language", "sentences.csv")["issuer:copied"][language].format(publisher=name, copy=copy) if copy else name
