"""What installed packages bring: the objects behind the entry points of a group, by name. The groups are `hinterland.packs` (folders),
`hinterland.formats` and `hinterland.rules` (modules), and `hinterland.kinds` (kinds of claims)."""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points
from typing import Any


def extra_missing(what: str, extra: str, *, apart: bool = False) -> str:
    """What to say where something needs an extra that isn't installed, with how it is installed from a checkout, if it isn't one that stands `apart`, and without one."""
    checkout = "" if apart else "from a checkout, `make brief` installs all extras into .venv; else "
    return f"{what} the extra [{extra}]: {checkout}pip install 'PATH[{extra}]', where PATH is the checkout"


@cache
def installed(group: str, needs: tuple[str, ...] = ()) -> tuple[tuple[str, Any], ...]:
    """The names and objects of a group, by name. Raises `TypeError` for an object that lacks what the group's objects have (`needs`)."""
    found = []
    for point in sorted(entry_points(group=group), key=lambda p: p.name):
        brought = point.load()
        if missing := [name for name in needs if not hasattr(brought, name)]:
            raise TypeError(
                f"the entry point {point.name} of {group} leads to {point.value}, which has no {missing[0]}; it must have {', '.join(needs)}"
            )
        found.append((point.name, brought))
    return tuple(found)
