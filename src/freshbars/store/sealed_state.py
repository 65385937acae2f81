"""Binary values that stages remember, sealed: what was damaged, or belongs to something else, is noticed and not used."""

from hashlib import blake2b

# Raised with the layout of any sealed value.
LAYOUT = 1
_SIZE = 16


def seal(payload: bytes, *about: object) -> bytes:
    """The payload behind a digest of itself and of all that it belongs to."""
    return _digest(payload, about) + payload


def unseal(sealed: bytes | None, *about: object) -> bytes | None:
    """The payload, or None if it is not whole, or was sealed for something else."""
    if sealed is None or len(sealed) < _SIZE or sealed[:_SIZE] != _digest(sealed[_SIZE:], about):
        return None
    return bytes(sealed[_SIZE:])


def _digest(payload: bytes, about: tuple) -> bytes:
    return blake2b(payload, digest_size=_SIZE, key=blake2b(repr((LAYOUT, *about)).encode()).digest()).digest()
