"""The gate: a load must reconcile with what is held before it counts. A file that is doubted is stored as pending, with explanations and
the figures that contradict, until somebody accepts it; `rows` rejects rows that no file may hold, and grants reliability."""
