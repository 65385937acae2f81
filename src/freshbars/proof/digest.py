"""The digest of rows: a sum of well-mixed 128-bit hashes, which does not depend on the order of the rows.

docs/proof.md defines it, with a plain Python version. It shows honest machines that they agree. It is no defence against
somebody who forges rows on purpose.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

import numpy as np

# The fractional parts of the square roots of 2 and 3, where the two halves of a hash start; odd multipliers that mix well
# (splitmix64 by Sebastiano Vigna, public domain).
SEEDS = (0x6A09E667F3BCC908, 0xBB67AE8584CAA73B)
MULTIPLIERS = (0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
_NAN = np.array([np.nan]).view(np.uint64)[0]


class Digest(NamedTuple):
    """How many rows, and the two halves of the sum of their hashes. Digests of parts add up to that of the whole."""

    rows: int = 0
    high: int = 0
    low: int = 0

    def __add__(self, other: "Digest") -> "Digest":  # type: ignore[override]
        return Digest(self.rows + other.rows, (self.high + other.high) % 2**64, (self.low + other.low) % 2**64)

    def __str__(self) -> str:
        return f"{self.high:016x}{self.low:016x}"

    @classmethod
    def of(cls, rows: int, text: str) -> "Digest":
        """Inverse of ``str``. Raises ValueError."""
        if len(text) != 32:
            raise ValueError(f"{text!r} is no digest")
        return cls(rows, int(text[:16], 16), int(text[16:], 16))


def text_words(text: str) -> tuple[int, int]:
    """The two words that a text counts as: the first 16 bytes of the SHA-256 of its UTF-8."""
    first = sha256(text.encode()).digest()
    return int.from_bytes(first[:8]), int.from_bytes(first[8:16])


def words_of(values: np.ndarray) -> np.ndarray:
    """Numbers, instants, days and flags as words of 64 bits: floats by their bits, all NaN as one, others by their value."""
    if values.dtype.kind == "f":
        words = values.astype(np.float64).view(np.uint64)
        return np.where(np.isnan(values), _NAN, words)
    return values.astype(np.int64).view(np.uint64)


def hashes(table: str, columns: Mapping[str, Sequence[np.ndarray]], null: np.ndarray, n: int) -> np.ndarray:
    """The hash of each row, as an array of two by n words.

    columns: one or two words of each, 0 where the value is NULL. null: of each row a bit for each column that is NULL, the
    lowest for the first; columns count in the order of their names.
    """
    words = [np.full(n, text_words(table)[0], np.uint64), null.astype(np.uint64)]
    words += [word for name in sorted(columns) for word in columns[name]]
    found = np.empty((2, n), np.uint64)
    for lane, seed in enumerate(SEEDS):
        value = np.full(n, seed, np.uint64)
        for word in words:
            value ^= word
            for shift, multiplier in zip((30, 27), MULTIPLIERS, strict=True):
                value ^= value >> np.uint64(shift)
                value *= np.uint64(multiplier)
            value ^= value >> np.uint64(31)
        found[lane] = value
    return found


def summed(found: np.ndarray, starts: np.ndarray) -> list[Digest]:
    """The digests of groups of rows that follow each other. starts: the number of each group's first row."""
    if not len(starts):
        return []
    sums = np.add.reduceat(found, starts, axis=1)
    rows = np.diff(np.append(starts, found.shape[1]))
    return [Digest(*one) for one in zip(rows.tolist(), sums[0].tolist(), sums[1].tolist(), strict=True)]
