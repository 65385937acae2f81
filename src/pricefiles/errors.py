"""The error that a file makes."""


class FileError(ValueError):
    """One file, or one symbol's part of it, cannot be used: the file's name (never an absolute path), line and reason."""

    def __init__(self, file: str, line: int | None, reason: str) -> None:
        self.file, self.line, self.reason = file, line, reason
        super().__init__(f"{file}{f', line {line}' if line else ''}: {reason}")

    @property
    def where(self) -> str:
        """Line and reason, without the name."""
        return f"line {self.line}: {self.reason}" if self.line else self.reason
