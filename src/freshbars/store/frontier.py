"""The accepted frontier of each asset: the last daily bars that EMAs may use, sealed in the asset's daily state."""

from hashlib import md5
from struct import Struct, pack
from typing import NamedTuple

# All bars that were known then.
ALL = 2**63 - 1
_LAYOUT = Struct(">16s8sqq?")
_SEAL = 16


class Frontier(NamedTuple):
    """The bars that EMAs may use: those known at the instant ``at`` that close at or before ``until``.

    digest: their fingerprint, 32 hex digits, empty for no bars. terms: what the newest judgement went by, 8 bytes. lost: an
    earlier frontier was missing or damaged, and nobody has confirmed the asset since. at and until are microseconds since
    2000-01-01T00:00:00Z.
    """

    digest: str
    at: int
    until: int = ALL
    terms: bytes = bytes(8)
    lost: bool = False

    def sealed(self, asset: int) -> bytes:
        """The frontier as it is stored: behind a digest of itself and its asset.

        MD5, so that the upgrade of an older database can write it in SQL: it shows damage, and defends against nobody.
        """
        digest = bytes.fromhex(self.digest.ljust(32, "0"))
        payload = _LAYOUT.pack(digest, self.terms, self.at, self.until, self.lost)
        return _seal(payload, asset) + payload


def unsealed(stored: bytes | None, asset: int) -> Frontier | None:
    """The frontier, or None if it is missing, damaged or another asset's."""
    if stored is None or len(stored) != _SEAL + _LAYOUT.size or stored[:_SEAL] != _seal(stored[_SEAL:], asset):
        return None
    digest, terms, at, until, lost = _LAYOUT.unpack(stored[_SEAL:])
    return Frontier(digest.hex() if any(digest) else "", at, until, terms, lost)


def _seal(payload: bytes, asset: int) -> bytes:
    return md5(pack(">i", asset) + payload, usedforsecurity=False).digest()
