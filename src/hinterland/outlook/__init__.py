"""What comes next and how likely it is: forecasts as simulated paths, and claims evaluated on them.

`outlook` answers for one subject; `series` takes the figures from the warehouse, `pooled` and `rivals` simulate, `nowcast` reads the current year,
`future` evaluates claims on the paths, `backtest` keeps the record that `record` reads when a model is chosen. They need NumPy (the extra `outlook`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hinterland.outlook.answer import Outlook, outlook

__all__ = ["Outlook", "outlook"]


def __getattr__(name: str) -> Any:
    """The verb and its result, imported when first asked for. Raises `InputError` where NumPy isn't installed."""
    if name not in __all__:
        raise AttributeError(f"{__name__} has no {name}")
    try:
        from hinterland.outlook import answer
    except ModuleNotFoundError as e:
        from hinterland.sources.reading import InputError

        raise InputError(f"forecasts need {e.name}, which isn't installed: pip install 'hinterland[outlook]'") from e
    return getattr(answer, name)
