"""The one error of bad input: a sentence that says what was wrong, where, and what to do. The hint is a key of `hints.csv`, worded for each
surface (command line, Python, web, assistant, page); `str()` of an error is in Python's terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from hinterland.packaged import read_words

Surface = Literal["command", "rest", "mcp", "page"]
"""Where a sentence is read."""

VERBS = ("accept", "bounds", "brief", "compare", "coverage", "load", "mine", "outlook", "pending", "quarantine", "reject", "show", "sources", "states")  # fmt: skip
"""The commands that are verbs in Python as well."""

KEYWORDS = {"as": "explanation", "warehouse": "location"}
"""Options that are called otherwise in Python."""

FLAGS = ("whole", "embedded")
"""Options that take no value."""

_VALUE = r"\"[^\"]+\"|[A-Z0-9][\w/+-]*(?:\.\w+)*|(?:total|export|import)\b"
_OPTION = re.compile(rf"--(?P<name>[a-z][a-z-]*)(?: (?P<value>{_VALUE}))?")
_COMMAND = re.compile(r"(?<=`)hinterland (?P<quoted>[^`]+)(?=`)|^hinterland (?P<alone>.+)$")


def in_python(text: str) -> str:
    """A message with its commands as calls and its options as keywords: `--top 5` is `top=5`, `hinterland pending 1A2B` is `h.pending("1A2B")`."""
    return _OPTION.sub(_keyword, _COMMAND.sub(_call, text))


def _call(found: re.Match[str]) -> str:
    verb, *words = (found["quoted"] or found["alone"]).replace(" --each", "").split()
    if verb not in VERBS:
        return found[0]
    given = re.sub(r"--(\S+) (\S+)", lambda m: f"{KEYWORDS.get(m[1], m[1])}={_quoted(m[2])}", " ".join(words)).split()
    arguments = ", ".join(w if "=" in w or w.startswith("--") else _quoted(w) for w in given)
    return f"h.{verb}{'_each' * (' --each' in found[0])}({arguments})"


def _keyword(found: re.Match[str]) -> str:
    name = KEYWORDS.get(found["name"], found["name"].replace("-", "_"))
    return f"{name}={_quoted(found['value'])}" if found["value"] else f"{name}=True" if name in FLAGS else name


def _quoted(value: str) -> str:
    return value if value.isdecimal() and len(value) < 4 else f'"{value.strip(chr(34))}"'


class InputError(Exception):
    """Bad input, said in a sentence: `str()` of it is in Python's terms; a command prints `typed`, and ends with status 2. `hint` says by its key, and values for it, what
    to do next.
    """

    def __init__(self, sentence: object = "", hint: str = "", /, **values: str) -> None:
        super().__init__(sentence)
        self.hint, self.values = hint, values

    def __str__(self) -> str:
        return in_python(self.typed)

    @property
    def typed(self) -> str:
        """The sentence with commands and options as they are typed at the command line."""
        return self.on("command")

    def on(self, surface: Surface) -> str:
        """The sentence with its hint as a surface has it."""
        return f"{self.args[0]}{worded(self.hint, surface, **self.values)}"

    def by_surface(self) -> dict[Surface, str]:
        """The sentence for each surface of a server."""
        return {"rest": self.on("rest"), "mcp": self.on("mcp"), "page": self.on("page")}


def worded(hint: str, surface: Surface, **values: str) -> str:
    """A hint as a surface has it, to follow a sentence; empty where there is none."""
    return read_words("hinterland", "hints.csv")[hint][surface].format(**values) if hint else ""


def check_count(option: str, value: object, most: int | None = None, noun: str = "") -> None:
    """Refuse what is no whole number from 1 on, or is more than `most`. Raises `InputError` that names the option."""
    if not isinstance(value, int) or value < 1 or (most is not None and value > most):
        ends = "at least 1" if most is None else f"1 to {most}{noun}"
        raise InputError(f"--{option} is {ends}, not {value!r}")


@contextmanager
def refused(*errors: type[Exception], form: str = "{}") -> Iterator[None]:
    """Turn errors of some kinds into `InputError`, with their sentence where the form has braces."""
    try:
        yield
    except errors as e:
        raise InputError(form.replace("{}", str(e.args[0]) if e.args else type(e).__name__)) from None
