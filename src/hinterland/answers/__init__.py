"""Answers to requests: a figure, a comparison, a ranking, a claim judged, a brief or an outlook, each with its evidence and the command
that gives the same. `answering.answer(indicators, ledger, request)` takes a request that `hinterland.requests` understood. What nothing
held answers is said, with what is held instead."""
