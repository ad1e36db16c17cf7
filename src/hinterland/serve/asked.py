"""What is asked of a server, read at once by the model that describes it: field by field, as FastAPI does, takes as long as all else here.
What doesn't fit is refused in its form, in sentences of our own."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any, TypeVar

from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from hinterland.packaged import read_words
from hinterland.requests.near import nearest
from hinterland.serve.problems import Problem

REPEATED = ("shock",)
"""The parameters that may be given more than once."""
Handler = Callable[[Request], Coroutine[Any, Any, Response]]
Model = TypeVar("Model", bound=BaseModel)


class AskedRoute(APIRoute):
    """A route whose parameters are given once, and read by their model where the endpoint takes nothing but the request and that."""

    def get_route_handler(self) -> Handler:
        """What answers a request."""
        parameters = inspect.signature(self.endpoint, eval_str=False).parameters
        if list(parameters) == ["request", "asked"] and not self.dependencies:
            [model] = (field.field_info.annotation for field in self.dependant.query_params)
            assert isinstance(model, type) and issubclass(model, BaseModel)
            endpoint = self.endpoint

            async def handle(request: Request) -> Response:
                given: Response = await endpoint(request, asked(model, request))
                return given

            return handle
        fields = super().get_route_handler()

        async def by_fields(request: Request) -> Response:
            once(request)
            return await fields(request)

        return by_fields


def asked(model: type[Model], request: Request) -> Model:
    """The parameters of a request. Raises `Problem` for one that is given twice, `RequestValidationError` for one that doesn't fit."""
    once(request)
    given = request.query_params
    try:
        return model.model_validate({name: given.getlist(name) if name in REPEATED else value for name, value in given.items()})
    except ValidationError as e:
        raise unfit(e, "query") from None


def once(request: Request) -> None:
    """See to it that nothing is said twice. Raises `Problem` where it is: which of the two counts, one reader and another see differently."""
    said = [name for name, _ in request.query_params.multi_items() if name not in REPEATED]
    if len(said) > len(set(said)):
        name = next(n for n in said if said.count(n) > 1)
        raise Problem(422, f"{name[:80]}: this parameter is given once")


def unfit(error: ValidationError, where: str) -> RequestValidationError:
    """What a model refused, as FastAPI reports what it refuses; `where` is the part of the request."""
    return RequestValidationError([{**one, "loc": (where, *one["loc"])} for one in error.errors(include_input=False, include_url=False)])


def parameters(request: Request, part: str) -> str:
    """The parameters that the route of a request has, to follow a sentence on one that it hasn't; empty for another part of it than the query."""
    route = request.scope.get("route")
    models = [p.field_info.annotation for p in route.dependant.query_params] if isinstance(route, APIRoute) and part == "query" else []
    known = [n for m in models if isinstance(m, type) and issubclass(m, BaseModel) for n in m.model_fields]
    return f"; there {'are' if len(known) > 1 else 'is'} {', '.join(known)}" if known else ""


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
    given = {"known": "", **one.get("ctx", {}), "name": name or WHOLE, "described": f": {about}" if about else ""}
    row = read_words("hinterland.serve", "sentences.csv", "type").get(str(one["type"]))
    return (row["sentence"] if row else OTHERWISE).format(**given)


def unknown(given: Sequence[str], known: Sequence[str]) -> str:
    """A sentence on the first name given that isn't among those known, with the one that is near it; empty where all are."""
    strange = next((name for name in given if name not in known), None)
    if strange is None:
        return ""
    near = nearest(strange, known)
    meant = f"; did you mean {near}?" if near else ""
    listed = f"there {'are' if len(known) > 1 else 'is'} {', '.join(known)}" if known else "there are none"
    return f'there is no argument "{strange[:60]}"{meant}{"" if meant else "; " + listed}'
