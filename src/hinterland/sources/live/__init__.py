"""Connectors: a module for each service that gives records out itself, through its own client. What is fetched is a file, which is then loaded as any other."""
