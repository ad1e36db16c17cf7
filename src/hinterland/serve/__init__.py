"""Hinterland as a service: pages, REST and MCP over the same verbs. `workers.py` keeps processes, each with a `desk.py` that answers the
`verbs/`; in front of them `rest.py`, `pages/` and `mcp.py` ask, `guard.py` refuses, and `app.py` puts them together."""
