"""What is asked in an address: its parameters, each given once, as the model that describes them.

FastAPI describes the parameters from the model but reads them field by field, which takes as long as all else that is done here for a request; a route of
this kind has the model read them at once. What it refuses is told as FastAPI tells it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, TypeVar

from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import Response

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
            model, endpoint = _model(self.dependant.query_params), self.endpoint

            async def handle(request: Request) -> Response:
                given: Response = await endpoint(request, asked(model, request))
                return given

            return handle
        fields = super().get_route_handler()

        async def by_fields(request: Request) -> Response:
            once(request)
            return await fields(request)

        return by_fields


def _model(parameters: Sequence[Any]) -> type[BaseModel]:
    """The one model that describes all parameters."""
    [model] = (field.field_info.annotation for field in parameters)
    assert isinstance(model, type) and issubclass(model, BaseModel)
    return model


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
    """What a model refused, as FastAPI tells what it refuses; `where` is the part of the request."""
    return RequestValidationError([{**one, "loc": (where, *one["loc"])} for one in error.errors(include_input=False, include_url=False)])
