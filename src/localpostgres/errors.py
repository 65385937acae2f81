"""What a person can correct."""


class LocalPostgresError(Exception):
    """A server that cannot be started or used: what is wrong, where, and what to do, in a sentence or two."""
