"""What comes next and how likely it is: forecasts as simulated paths, and claims evaluated on them.

`outlook` answers for one subject, `likely` of one cell; `joint` draws all months of all parts of a nation from the ledger's posterior, `forecast` sums them by
year or month, `influence` names the sources that move an answer, `future` evaluates claims on the paths, `month_by_month` tells months, `record`
shows how good such forecasts were (`benchmarks/backtest.py`).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hinterland.outlook.answer import Outlook, outlook
    from hinterland.outlook.month_by_month import Months, by_month
    from hinterland.outlook.one_cell import Likely, likely

__all__ = ["Likely", "Months", "Outlook", "by_month", "likely", "outlook"]

HOMES = {
    "Likely": "one_cell",
    "likely": "one_cell",
    "Months": "month_by_month",
    "by_month": "month_by_month",
    "Outlook": "answer",
    "outlook": "answer",
}


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
