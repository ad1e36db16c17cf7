"""The engines that can be asked of a state, by name; what one needs is imported when it is asked for."""

from __future__ import annotations

from hinterland.sources.reading import InputError
from hinterland.warehouse.engine import Engine


def opener(name: str) -> type[Engine]:
    """The engine of a name. Raises `InputError` for one that isn't known."""
    if name == "spark":
        from hinterland.warehouse.spark import SparkEngine

        return SparkEngine
    if name != "duckdb":
        raise InputError(f"an engine is duckdb or spark, not {name!r}")
    return Engine
