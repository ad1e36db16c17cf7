"""What doesn't fit, in sentences: a parameter or argument that there isn't or that is missing, and values that are none of their kind.

In go the errors of a model, as its library lists them; out come sentences of our own, so that neither a person nor an assistant reads a library's text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hinterland.requests.near import distance

SENTENCES: Mapping[str, str] = {
    "missing": "{name} is missing",
    "extra_forbidden": "there is no {name}",
    "literal_error": "{name} is {expected}",
    "greater_than_equal": "{name} is at least {ge}",
    "less_than_equal": "{name} is at most {le}",
    "string_too_short": "{name} has at least {min_length} characters",
    "string_too_long": "{name} has at most {max_length} characters",
    "too_short": "{name} has at least {min_length} entries",
    "too_long": "{name} has at most {max_length} entries",
    "string_type": "{name} is a text",
    "bool_type": "{name} is true or false",
    "list_type": "{name} is a list",
    "dict_type": "{name} is an object with names and values",
    "model_type": "{name} is an object with names and values",
    "model_attributes_type": "{name} is an object with names and values",
    "int_type": "{name} is a whole number",
    "int_parsing": "{name} is a whole number",
    "int_from_float": "{name} is a whole number",
    "value_error": "{name}: {error}",
    "json_invalid": "{name} is not valid JSON",
}
"""The sentence of each kind of error."""
OTHERWISE = "{name} does not have the form that is described for it{described}"
MOST = 5
"""Maximum errors that are reported at once."""
WHOLE = "the body"
"""What is called so that has no name of its own."""


def sentences(errors: Sequence[Mapping[str, Any]], described: Mapping[str, str] | None = None) -> str:
    """Errors in a sentence each; `described` says by name what a value is."""
    return "; ".join(dict.fromkeys(_sentence(one, described or {}) for one in errors[:MOST]))


def _sentence(one: Mapping[str, Any], described: Mapping[str, str]) -> str:
    name = ".".join(map(str, one["loc"]))
    about = described.get(str(next(iter(one["loc"]), "")), "")
    given = {**one.get("ctx", {}), "name": name or WHOLE, "described": f": {about}" if about else ""}
    return SENTENCES.get(str(one["type"]), OTHERWISE).format(**given)


def unknown(given: Sequence[str], known: Sequence[str]) -> str:
    """A sentence on the first name given that isn't among those known, with the one that is near it; empty where all are."""
    strange = next((name for name in given if name not in known), None)
    if strange is None:
        return ""
    near = min(known, key=lambda name: distance(strange.lower(), name), default="")
    meant = f"; did you mean {near}?" if near and distance(strange.lower(), near) <= len(near) // 3 else ""
    listed = f"there {'are' if len(known) > 1 else 'is'} {', '.join(known)}" if known else "there are none"
    return f'there is no argument "{strange[:60]}"{meant}{"" if meant else "; " + listed}'
