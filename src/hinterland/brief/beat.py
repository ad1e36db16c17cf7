"""A sentence to be, before any language has it: templates, the claims they join, and what it is worth saying of what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hinterland.claims import Evaluated


@dataclass(frozen=True, slots=True)
class Beat:
    """A sentence to be: the keys of its templates, joined as they stand, the claims and values they name, and how much it is worth saying of what.

    `more` are claims that stand in the detail alone; `section` is the part of the detail that it belongs to, if any.
    """

    keys: tuple[str, ...]
    roles: dict[str, Any] = field(default_factory=dict)
    weight: float = 0.0
    about: str = ""
    section: str = ""
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def claims(self) -> list[Evaluated]:
        """The claims it states."""
        found: list[Evaluated] = []
        for each in self.roles.values():
            found += [e for e in (each if isinstance(each, list | tuple) else [each]) if isinstance(e, Evaluated)]
        return found

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the claims it states."""
        return frozenset(e.claim.id for e in self.claims)
