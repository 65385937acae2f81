"""The accepted frontier of each asset: the last daily bars that EMAs may use, sealed in the asset's daily state."""

from struct import Struct
from typing import NamedTuple

from freshbars.store.sealed_state import seal, unseal

# The version of the tables that this one came with.
VERSION = 11
# All bars that were known then.
ALL = 2**63 - 1
_LAYOUT = Struct("<16s8sqq?")
_WHAT = "frontier"


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
        """The frontier as it is stored: what was damaged, or is another asset's, is noticed."""
        digest = bytes.fromhex(self.digest)
        return seal(_LAYOUT.pack(digest, self.terms, self.at, self.until, self.lost), asset, _WHAT)


def unsealed(stored: bytes | None, asset: int) -> Frontier | None:
    """The frontier, or None if it is missing, damaged or another asset's."""
    payload = unseal(stored, asset, _WHAT)
    if payload is None or len(payload) != _LAYOUT.size:
        return None
    digest, terms, at, until, lost = _LAYOUT.unpack(payload)
    return Frontier(digest.hex() if any(digest) else "", at, until, terms, lost)
