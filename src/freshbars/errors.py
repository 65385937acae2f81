"""Mistakes that a person can correct: shown as one message, without a traceback."""

import sys
from types import TracebackType


class UserError(Exception):
    """What was wrong, where, and what to do about it, in a sentence or two."""


class InputFileError(UserError):
    """A mistake in a file that a person wrote: its name, the line where there is one, and the reason."""

    def __init__(self, file: str, line: int | None, reason: str) -> None:
        self.file, self.line, self.reason = file, line, reason
        super().__init__(f"{file}{f', line {line}' if line else ''}: {reason}")


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
