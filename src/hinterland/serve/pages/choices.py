"""What the forms of pages offer: subjects by their kind, horizons, what observations can be filtered by; each a value and what it is called."""

from __future__ import annotations

from collections.abc import Iterable

from hinterland import codes
from hinterland.brief.interface import label
from hinterland.brief.site.frames import name
from hinterland.brief.site.subjects import subjects
from hinterland.codes import Language
from hinterland.codes.tables import Kind

Choice = tuple[str, str]


def by_kind(language: Language) -> list[tuple[str, list[Choice]]]:
    """The nation, the groups and the provinces, under their headings."""
    return [(label(f"subjects:{kind}", language), [(s, name(s, language)) for s in held]) for kind, held in subjects().items()]


def named(values: Iterable[str], kind: Kind, language: Language) -> list[Choice]:
    """Codes with their names, in the order of these; a code without a name is its own."""

    def called(code: str) -> str:
        try:
            return codes.name(code, language, kind)
        except LookupError:
            return code

    return sorted(((v, called(v)) for v in values), key=lambda c: c[1].casefold())
