"""The sentences of a brief as templates: one file a language (`text/en.toml`, `text/zh.toml`), the same keys in each.

A template is Jinja: what it may name are the claims of its sentence by their part, and what the voice offers (`voice.py`). A template that renders to nothing says
nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, Template

from hinterland.codes import Language

_BREAK: dict[Language, str] = {"en": " ", "zh": ""}
"""What a line break of a template stands for."""


@cache
def _template(key: str, language: Language) -> Template:
    """A template by its key (`headline.first`), compiled when it is first used: a brief uses half of them."""
    return _environment().from_string(_texts(language)[key])


@cache
def _environment() -> Environment:
    return Environment(autoescape=False, trim_blocks=True, lstrip_blocks=True)


def render(key: str, language: Language, values: Mapping[str, Any]) -> str:
    """A text by its key. Raises `KeyError` for a key that the language's file lacks."""
    text = re.sub(r"\s*\n\s*", _BREAK[language], _template(key, language).render(values).strip())
    return re.sub(r" +(?=[,;:]|\. )", "", re.sub(r" {2,}", " ", text)) if language == "en" else text


def keys(language: Language) -> frozenset[str]:
    """All keys of a language."""
    return frozenset(_texts(language))


@cache
def _texts(language: Language) -> Mapping[str, str]:
    with (files("hinterland.brief") / "text" / f"{language}.toml").open("rb") as f:
        return {f"{group}.{key}": text for group, texts in tomllib.load(f).items() for key, text in texts.items()}
