"""Mistakes that a person can correct: shown as one message, without a traceback."""

import sys
from types import TracebackType


class UserError(Exception):
    """What was wrong, where, and what to do about it, in a sentence or two."""


def installing(extra: str) -> str:
    """The command that installs an optional part."""
    return f"pip install 'freshbars[{extra}]' (in a clone: pip install -e '.[{extra}]')"


def end_briefly() -> None:
    """From now on Ctrl-C ends this process with one line, wherever it is, and not with a traceback."""
    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            print("freshbars: interrupted; run again", file=sys.stderr)
        else:
            before(kind, error, trace)

    sys.excepthook = hook
