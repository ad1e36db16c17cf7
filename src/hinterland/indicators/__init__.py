"""Indicators: level, growth, share, balance, compound rate, multiple and contribution, as SQL over intervals. An answer to a *need*
(region, indicator, period) holds the figure as published and as computed from levels, never mixed, with the observations behind each."""

from hinterland.indicators.resolve import Answer, Indicators, Need, Quantity

__all__ = ["Answer", "Indicators", "Need", "Quantity"]
