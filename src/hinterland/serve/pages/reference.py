"""The page of the interface for programs: every address with what may be asked, made from the OpenAPI document by the process in front."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hinterland.brief import html
from hinterland.codes import Language
from hinterland.serve.pages.frames import OURS, frame

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Parameter:
    """What may be asked with: its name, whether it must be given, what it may be, and what it is for."""

    name: str
    required: bool
    values: str
    said: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An address with its method, what it is, its parameters, the media types of a body and of its answers, and the fields of these in JSON."""

    method: str
    path: str
    said: str
    parameters: tuple[Parameter, ...]
    sent: tuple[str, ...]
    media: tuple[str, ...]
    fields: tuple[str, ...]


def page(document: Schema, language: Language, origin: str) -> str:
    """The page of an OpenAPI document; its examples ask the address under which it is served."""
    return html.render("reference.html.j2", frame(language, "api"), origin=origin, beside=OURS, operations=tuple(operations(document)))


def operations(document: Schema) -> Iterator[Operation]:
    """The operations of an OpenAPI document in its order."""
    for path, methods in document["paths"].items():
        for method, found in methods.items():
            sent = found.get("requestBody", {}).get("content", {})
            body = sent.get("application/json", {}).get("schema", {})
            fields = tuple(
                _parameter(name, s, name in body.get("required", ()), document) for name, s in body.get("properties", {}).items()
            )
            asked = tuple(_parameter(p["name"], p["schema"], p.get("required", False), document) for p in found.get("parameters", ()))
            media = tuple(dict.fromkeys(m for code, r in found["responses"].items() if code == "200" for m in r.get("content", {})))
            yield Operation(
                method.upper(), path, found.get("summary", ""), (*asked, *fields), tuple(sent), media, tuple(_fields(found, document))
            )


def _fields(operation: Schema, document: Schema) -> Iterator[str]:
    """The fields of an answer in JSON; of a list those of each of its rows behind its name, as in `rows[].period`."""
    answer = operation["responses"].get("200", {}).get("content", {}).get("application/json", {}).get("schema", {})
    for name, schema in (pair for option in _options(answer, document) for pair in option.get("properties", {}).items()):
        inner = [n for option in _options(schema.get("items", {}), document) for n in option.get("properties", {})]
        yield from (f"{name}[].{n}" for n in inner) if inner else (name,)


def _parameter(name: str, schema: Schema, required: bool, document: Schema) -> Parameter:
    options = [o for o in _options(schema, document) if o.get("type") != "null"]
    values = ", ".join(dict.fromkeys(v for option in options for v in _values(option)))
    examples = list(dict.fromkeys(str(e) for o in (schema, *options) for e in o.get("examples", ()) if not isinstance(e, list)))
    description = schema.get("description") or next((o["description"] for o in options if o.get("description")), "")
    shown = f" ({', '.join(examples[:2])})" if examples else ""
    return Parameter(name, required, values, f"{description}{shown}".strip())


def _options(schema: Schema, document: Schema) -> Iterator[Schema]:
    """What a value may be, references followed."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        yield from _options(document.get("components", {}).get("schemas", {}).get(name, {}), document)
    elif "anyOf" in schema:
        for option in schema["anyOf"]:
            yield from _options(option, document)
    else:
        yield schema


def _values(schema: Schema) -> Iterator[str]:
    """The values that are allowed, else the type with its bounds."""
    if "enum" in schema or "const" in schema:
        yield from (str(v) for v in schema.get("enum", (schema.get("const"),)))
        return
    low, high = schema.get("minimum"), schema.get("maximum")
    bounds = f" {low:,} to {high:,}" if low is not None and high is not None else ""
    yield schema.get("format", schema.get("type", "any")) + bounds
