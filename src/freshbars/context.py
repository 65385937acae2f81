"""What a process needs once: the configuration, what a person decided about days, the source's shape, the assets.

Each is read when it is first asked for, and only then. A process makes one context and hands it down.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from freshbars.config import Config
from freshbars.database.connection import Cursor

if TYPE_CHECKING:
    from freshbars.inputs.assets import Asset
    from freshbars.inputs.confirmations import Confirmations
    from freshbars.inputs.confirmed_factors import ConfirmedFactor
    from freshbars.inputs.exclusions import Exclusions
    from freshbars.store.price_history import PriceHistory
    from freshbars.store.source_shape import SourceShape


class Context:
    """One process's reading of everything that does not change while it runs."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self._shape: SourceShape | None = None

    @cached_property
    def assets(self) -> "Mapping[int, Asset]":
        """The assets of the configuration's file by id; empty without one."""
        from freshbars.inputs.assets import assets_of

        return assets_of(self.config)

    @cached_property
    def exclusions(self) -> "Exclusions":
        """For each asset the days that a person excluded. Raises UserError for a file that cannot be read."""
        from freshbars.inputs.exclusions import read_exclusions

        return read_exclusions(self.config)

    @cached_property
    def confirmations(self) -> "Confirmations":
        """For each asset the days that a person confirmed. Raises UserError for a file that cannot be read."""
        from freshbars.inputs.confirmations import read_confirmations

        return read_confirmations(self.config)

    @cached_property
    def marks(self) -> Mapping[int, int]:
        """For each asset what a person's decisions about its days add to the fingerprint of its rows."""
        from freshbars.inputs.exclusions import mark

        found = {asset: mark(days) for asset, days in self.exclusions.items()}
        for asset, factors in self.confirmed_factors.items():
            found[asset] = found.get(asset, 0) + mark(dict(factors))
        return found

    @cached_property
    def confirmed_factors(self) -> "Mapping[int, tuple[ConfirmedFactor, ...]]":
        """For each asset the factors that a person confirmed for the prices before some days."""
        from freshbars.inputs.confirmed_factors import confirmed_factors

        return confirmed_factors(self.confirmations)

    @cached_property
    def _steps(self) -> "Mapping[int, tuple[tuple[int, float], ...]]":
        """The same with instants; the sessions of a calendar close on their own date in UTC."""
        from freshbars.inputs.confirmed_factors import starting_at

        if not self.confirmed_factors:
            return {}
        zones = {asset: "UTC" for asset, one in self.assets.items() if one.calendar}
        return starting_at(self.confirmed_factors, zones, self.config.timezone)

    def price_history(self, cursor: Cursor) -> "PriceHistory":
        """The source table, read through a cursor. Raises UserError where it or a column of it is missing."""
        from freshbars.store.price_history import PriceHistory
        from freshbars.store.source_shape import read_shape

        if self._shape is None:
            self._shape = read_shape(self.config, cursor)
        return PriceHistory(cursor, self._shape, self.marks, self._steps)
