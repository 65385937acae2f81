"""Mistakes that a person can correct: shown as one message, without a traceback."""


class UserError(Exception):
    """What was wrong, where, and what to do about it, in a sentence or two."""
