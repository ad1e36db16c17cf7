"""Warehouses at addresses of object stores: what the table library is given to reach one, and why it couldn't, in a sentence.

Credentials are those that the user set in the environment, by the names that the stores' own tools use. Where none is set the store is asked without any: the library's own way
would be to ask the machine's metadata service for some, which nobody asked for. A store that stumbles is asked again a few times, for half a minute at most.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

from hinterland.packaged import read_table


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of object store: its option that asks without credentials, and the variables by which a user sets them."""

    unsigned: str
    variables: tuple[str, ...]


KINDS = {
    scheme: Kind(row["unsigned"], tuple(row["variables"].split(";")))
    for row in read_table("hinterland.warehouse", "stores.csv")
    for scheme in row["schemes"].split(";")
}
"""The kinds of object stores by the scheme of their addresses."""
PATIENCE = {"connect_timeout": "5s", "timeout": "60s", "max_retries": "5", "retry_timeout": "30s"}
_OF_A_STORE = re.compile(r"Error performing|Generic \w+ error")
_STATUS = re.compile(r"\b([45]\d\d) ([A-Z][A-Za-z ]+?)(?: {2}|$|:| <| Some| \{)")
_BEFORE = re.compile(r".*Error performing \w+ \S+ in \S+ - ")
"""What an error says before it comes to what went wrong."""
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def storage_options(location: str) -> dict[str, str] | None:
    """What the table library is given for a location; nothing where it is no object store."""
    kind = KINDS.get(location.partition("://")[0])
    if kind is None:
        return None
    # Whoever sets the variable of that name, to false as well, says how the store is to be asked.
    chosen = _are_set(kind) or kind.unsigned.upper() in os.environ
    return PATIENCE if chosen else PATIENCE | {kind.unsigned: "true"}


def explain(location: str, error: Exception) -> str | None:
    """Why an object store didn't answer as it should, in a sentence; nothing where that isn't what is wrong."""
    scheme = location.partition("://")[0]
    kind = KINDS.get(scheme)
    lines = [line.strip(" ↳") for line in _COLOURS.sub("", str(error)).splitlines()]
    told = " ".join(lines)
    if kind is None or not _OF_A_STORE.search(told):
        return None
    if "NoSuchBucket" in told or "ContainerNotFound" in told or "The specified bucket does not exist" in told:
        return f"there is no bucket or container {location.split('/')[2]!r}; make it, or name another address"
    status = _STATUS.search(told)
    if status and status[1] in ("401", "403"):
        if not _are_set(kind):
            return f"it is open to nobody without credentials, and none are set in the environment (as {kind.variables[0]})"
        return "its store refuses the credentials that the environment sets"
    if "URL scheme is not allowed" in told:
        return "its endpoint is plain http, which is used only where the environment says AWS_ALLOW_HTTP=true"
    if status:
        return f"its store answers {status[1]} ({status[2]})"
    return f"its store can't be reached ({_BEFORE.sub('', next((line for line in reversed(lines) if line), 'no answer'))})"


def _are_set(kind: Kind) -> bool:
    return any(os.environ.get(name) for name in kind.variables)
