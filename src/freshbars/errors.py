"""Mistakes that a person can correct: shown as one message, without a traceback."""


class UserError(Exception):
    """What was wrong, where, and what to do about it, in a sentence or two."""


def installing(extra: str) -> str:
    """The command that installs an optional part."""
    return f"pip install 'freshbars[{extra}]' (in a clone: pip install -e '.[{extra}]')"
