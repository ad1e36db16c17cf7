"""What comes next and how likely it is: forecasts as simulated paths, and claims evaluated on them.

`answer` gives the outlook of one subject, `month_by_month` its months, `one_cell` what is likely of one cell; `joint` draws all months of all parts of a nation from
the ledger's posterior, `forecast` sums them by year or month, `future` evaluates claims on the paths, `record` shows how good such forecasts were
(`benchmarks/backtest.py`).
"""
