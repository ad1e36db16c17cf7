"""What comes next and how likely it is: forecasts as simulated paths, and claims evaluated on them.

`outlook` answers for one subject; `series` takes the figures from the warehouse, `pooled` and `rivals` simulate, `nowcast` reads the current year,
`future` evaluates claims on the paths, `month_by_month` tells months, `backtest` keeps the record that `record` reads when a model is chosen. They need NumPy (the extra `outlook`).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hinterland.outlook.answer import Outlook, outlook
    from hinterland.outlook.month_by_month import Months, by_month

__all__ = ["Months", "Outlook", "by_month", "outlook"]

HOMES = {"Outlook": "answer", "outlook": "answer", "Months": "month_by_month", "by_month": "month_by_month"}


def __getattr__(name: str) -> Any:
    """The verbs and their results, imported when first asked for. Raises `InputError` where NumPy isn't installed."""
    if name not in __all__:
        raise AttributeError(f"{__name__} has no {name}")
    try:
        home = import_module(f"{__name__}.{HOMES[name]}")
    except ModuleNotFoundError as e:
        from hinterland.sources.reading import InputError

        raise InputError(f"forecasts need {e.name}, which isn't installed: pip install 'hinterland[outlook]'") from e
    return getattr(home, name)
