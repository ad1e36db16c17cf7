"""The gate: a load must reconcile with what is held before it counts.

Staged figures of a file go in; nothing comes out where they agree, else a doubt: explanations, the best first, and the figures that contradict. A file that is doubted
is stored as pending and counts once somebody accepts it (`pending`). `rows` rejects rows that no file may hold, and grants reliability by who published.
"""
