"""Forecasts need NumPy, which is an extra: without it their tests aren't collected."""

from importlib.util import find_spec

NEED_NUMPY = (
    "answer",
    "backtest",
    "forecast",
    "future",
    "month_by_month",
    "record",
    "rivals",
    "scores",
    "series",
)

collect_ignore = [] if find_spec("numpy") else [f"test_{name}.py" for name in NEED_NUMPY]
