"""The one error of bad input: a sentence that says what was wrong, where, and what to do."""


class InputError(Exception):
    """Bad input, said in a sentence; commands print it and end with status 2."""
