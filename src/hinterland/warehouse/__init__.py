"""Where observations and records live: states, preferred figures, engines. `Store` keeps the tables, `Engine` asks one state."""
