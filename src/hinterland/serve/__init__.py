"""Hinterland as a service: pages, REST and MCP over the same verbs.

Data flows one way here too. `workers.py` keeps processes that do the work; `desk.py` is what each of them has before it, a warehouse that moves with its
state; `verbs/` says what a desk can be asked, one module a kind of answer. In front of them `rest.py`, `pages/` and `mcp.py` turn requests into
questions, `guard.py` refuses what is too large, too much or not allowed, and `app.py` puts them together.
"""
