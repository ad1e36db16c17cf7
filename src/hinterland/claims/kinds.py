"""The registry of kinds of claims: the ten of the package, and those that others bring by entry points of the group `hinterland.kinds` or
`register`. Every verb asks here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, cast

from hinterland.plugins import installed
from hinterland.warehouse.engine import statement

if TYPE_CHECKING:
    from hinterland.codes import Language
    from hinterland.models import Claim
    from hinterland.warehouse.engine import Engine

GROUP = "hinterland.kinds"
"""The group of entry points, each of which leads to a `Kind`."""

ROLES = ("subject", "member", "whole", "versus", "base", "versus-base", "part")
"""What an evaluator may ask for: the subject's figure, each member's of its scope, the whole along partners or products, that of what it is set
against, both of these in the base period, and each part's."""

_NAME = re.compile(r"[a-z][a-z_]*")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of claim. `package` holds `sql/evaluate.sql`, `sql/generate.sql` where the kind `generates`, and may define `write(claim,
    language)`. An evaluator that reads no `answers`, only levels and members, is `direct`: it is asked while the others' figures are still
    being found. One whose observations cost more than its answers is `backed`: it leaves them out, and `sql/backing.sql` gives those of
    each claim when somebody asks for evidence."""

    name: str
    package: str
    generates: bool = True
    needs: tuple[str, ...] = ("subject",)
    direct: bool = False
    backed: bool = False

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"a kind is named in lower-case letters and underscores, not {self.name!r}")
        if unknown := [r for r in self.needs if r not in ROLES]:
            raise ValueError(f"the kind {self.name} needs {unknown[0]!r}; what can be needed is {', '.join(ROLES)}")

    @property
    def evaluator(self) -> str:
        """The SQL that turns answers into intervals."""
        return statement(self.package, "evaluate")

    @property
    def generator(self) -> str:
        """The SQL that proposes candidates."""
        return statement(self.package, "generate")

    @property
    def writer(self) -> Callable[[Claim, Language], str] | None:
        """The package's own `write`, where it has one."""
        return cast("Callable[[Claim, Language], str] | None", getattr(import_module(self.package), "write", None))


BUILT_IN = (
    Kind("value", "hinterland.claims.value"),
    Kind("change", "hinterland.claims.change", needs=("subject", "base")),
    Kind("rank", "hinterland.claims.rank", needs=("subject", "member", "whole")),
    Kind("count", "hinterland.claims.count", needs=("subject", "member")),
    Kind("first", "hinterland.claims.first", direct=True, backed=True),
    Kind("record", "hinterland.claims.record", needs=(), direct=True),
    Kind("streak", "hinterland.claims.streak", needs=(), direct=True),
    Kind("comparison", "hinterland.claims.comparison", needs=("subject", "versus", "base", "versus-base")),
    Kind("parts", "hinterland.claims.parts", generates=False, needs=("subject", "part")),
    Kind("membership", "hinterland.claims.membership", generates=False, needs=(), direct=True),
)
"""The kinds of the package; `parts` and `membership` are judged but are no news."""

_registered: dict[str, Kind] = {}


@cache
def _installed() -> dict[str, Kind]:
    found: dict[str, Kind] = {}
    for name, kind in installed(GROUP):
        if not isinstance(kind, Kind):
            raise TypeError(f"the entry point {name} of {GROUP} leads to {type(kind).__name__}, not to a Kind")
        found[kind.name] = kind
    return found


def kinds() -> dict[str, Kind]:
    """All kinds by name: the package's own, those of installed packages, those registered."""
    own = {k.name: k for k in BUILT_IN}
    return {**own, **{n: k for n, k in (_installed() | _registered).items() if n not in own}}


def find(name: str) -> Kind:
    """A kind by its name. Raises `ValueError` for one that nobody brought."""
    known = kinds()
    if name not in known:
        raise ValueError(f"claims of kind {name} can't be judged; those that can are {', '.join(known)}")
    return known[name]


def generating() -> list[Kind]:
    """The kinds that propose candidates."""
    return [k for k in kinds().values() if k.generates]


def register(kind: Kind) -> None:
    """Make a kind known to this process. Raises `ValueError` where another one has its name."""
    if kinds().get(kind.name, kind) != kind:
        raise ValueError(f"there is a kind {kind.name} already; give yours another name")
    _registered[kind.name] = kind


def forget(name: str) -> None:
    """Take a registered kind back; one that isn't registered is let be."""
    _registered.pop(name, None)


def hand_over(engine: Engine) -> None:
    """Put the roles of each kind where `sql/expand.sql` finds them, each with whether the kind sets its subject against another, or against a base."""
    columns = {"kind": "string", "role": "string", "compared": "boolean", "moving": "boolean"}
    engine.settle("kind_roles", columns, [(k.name, r, "versus" in k.needs, "base" in k.needs) for k in kinds().values() for r in k.needs])
