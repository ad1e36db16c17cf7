"""The page templates of briefs, in `brief/templates/`: HTML escapes what is put in, other formats take it as it is."""

from __future__ import annotations

from functools import cache
from typing import Any


def template(name: str) -> Any:
    """A template by its file's name."""
    return _environment().get_template(name)


@cache
def _environment() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    environment = Environment(
        loader=PackageLoader("hinterland.brief"),
        autoescape=select_autoescape(["html.j2"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["plain"] = lambda x: f"{x:,f}".rstrip("0").rstrip(".") if x is not None else ""
    return environment
