"""What the forms of pages offer: subjects by their kind, horizons, what observations can be filtered by; each a value and what it is called."""

from __future__ import annotations

from collections.abc import Iterable

from hinterland import codes
from hinterland.brief.interface import label
from hinterland.brief.site.frames import name
from hinterland.brief.site.subjects import subjects
from hinterland.codes import Language
from hinterland.codes.tables import Kind
from hinterland.language.phrases import own_keys

Choice = tuple[str, str]

LANGUAGES: tuple[Language, ...] = ("en", "zh")


def by_kind(language: Language) -> list[tuple[str, list[Choice]]]:
    """The nation, its groups and its regions, under their headings."""
    return [(label(f"subjects:{kind}", language), [(s, name(s, language)) for s in held]) for kind, held in subjects().items()]


def mentioned(text: str) -> list[str]:
    """The subjects that a text names, in any language."""
    asked = text.casefold()
    return [s for held in subjects().values() for s in held if any(codes.name(s, x).casefold() in asked for x in LANGUAGES)]


def shown_first(page: str) -> tuple[str, ...]:
    """The subjects that a page shows before anybody asks: those that the home pack names (`first:<page>:<subject>` among its phrases), else the first regions."""
    told = own_keys(f"first:{page}:", codes.home_of())
    return told or subjects()["regions"][:3] or subjects()["nation"]


def named(values: Iterable[str], kind: Kind, language: Language) -> list[Choice]:
    """Codes with their names, in the order of these; a code without a name is its own."""

    def called(code: str) -> str:
        try:
            return codes.name(code, language, kind)
        except LookupError:
            return code

    return sorted(((v, called(v)) for v in values), key=lambda c: c[1].casefold())
