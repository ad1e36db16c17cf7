"""Indicators: level, growth, share, balance, compound rate, multiple and contribution, as SQL over intervals.

`Indicators` lays the views over an engine and answers *needs*: a need names a region, an indicator and a period, and its answer holds the figure
as published and the figure as computed from levels, each as an interval with the observations behind it. The two are never mixed.
"""

from hinterland.indicators.resolve import Answer, Indicators, Need, Quantity

__all__ = ["Answer", "Indicators", "Need", "Quantity"]
