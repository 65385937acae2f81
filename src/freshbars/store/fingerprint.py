"""The fingerprint of source rows: how many there are, and the sum of their hashes."""

import re
from collections.abc import Iterable
from typing import NamedTuple


class Fingerprint(NamedTuple):
    """Changes when any value of any row does. Those of two parts of some rows add up to that of all of them.

    total: the sum of the rows' 64-bit hashes, unbounded.
    """

    rows: int = 0
    total: int = 0

    def __add__(self, other: "Fingerprint") -> "Fingerprint":
        """The fingerprint of both sets of rows together."""
        return Fingerprint(self.rows + other.rows, self.total + other.total)

    def __sub__(self, other: "Fingerprint") -> "Fingerprint":
        """The fingerprint of the rest of the rows."""
        return Fingerprint(self.rows - other.rows, self.total - other.total)

    def __str__(self) -> str:
        """The form that tables keep; ``read`` is its inverse."""
        return f"{self.rows}:{self.total}"

    @classmethod
    def read(cls, stored: str) -> "Fingerprint | None":
        """Inverse of ``str``; None for any other text."""
        parts = re.fullmatch(r"([0-9]+):(-?[0-9]+)", stored)
        return parts and cls(*map(int, parts.groups()))

    @property
    def short(self) -> str:
        """The total as 16 hex digits, for markers and messages."""
        return f"{self.total % 2**64:016x}"


def summed(fingerprints: Iterable[Fingerprint]) -> Fingerprint:
    """The fingerprint of all rows together."""
    return sum(fingerprints, Fingerprint())
