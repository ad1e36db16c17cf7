"""Hinterland: a claims engine for the geography of trade. `open()` gives the warehouse with its verbs; the command is `hinterland`.

    h = hinterland.open()
    h("Anhui vs Henan exports 2024")   what you ask in plain words, in English or Chinese (`ask`)
    h.show, h.compare, h.bounds        figures of subjects, side by side, and what those not held must lie between
    h.mine, h.brief, h.site            what is newsworthy, a text about it, a site of such texts
    h.check, h.verify, h.read          claims of a text judged, those of another program, those of a text as understood
    h.outlook, h.posterior             what comes next, and what is likely of a period
    h.load, h.coverage, h.states       bring figures in (`h.load("own.csv", source="desk", publisher="The desk", released="2026-02-01")`), see what is
                                       held, and what each load made
    h.sql                              one SELECT over all of it

Results show themselves in a line and in HTML, and give `to_dict()`, `to_pandas()`, `to_polars()` and `to_arrow()`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hinterland.api import Hinterland, open
    from hinterland.errors import InputError
    from hinterland.sources.reading import Options
    from hinterland.version import __version__

__all__ = ["Hinterland", "InputError", "Options", "__version__", "open"]

HOME = {"open": "api", "Hinterland": "api", "InputError": "errors", "Options": "sources.reading", "__version__": "version"}
"""The modules of the public names, imported when first asked for, so that `import hinterland` costs nothing."""


def __dir__() -> list[str]:
    return sorted(__all__)


def __getattr__(name: str) -> Any:
    """A public name from its module."""
    from importlib import import_module

    if name not in HOME:
        raise AttributeError(f"module 'hinterland' has no attribute {name!r}")
    return getattr(import_module(f"hinterland.{HOME[name]}"), name)
