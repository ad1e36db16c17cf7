"""Claims: typed quantitative statements, one folder a kind, and the one way to have them judged. `statement` makes a claim without an
answer; `evaluate` answers any number of them, a query a kind, and gives them back with verdict and evidence."""

from hinterland.claims.evaluate import Evaluated, evaluate
from hinterland.claims.statement import identity, statement

__all__ = ["Evaluated", "evaluate", "identity", "statement"]
