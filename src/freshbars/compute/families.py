"""The families: five ways to cut days into bars, six kinds of EMA. Each is a declaration over one engine."""

from typing import NamedTuple

from freshbars.compute.timeframe import Timeframe


class BarFamily(NamedTuple):
    """Timeframe bars of one alignment. ``scheme`` is that of its weeks; months and years have none."""

    name: str
    alignment: str
    scheme: str | None
    example: str

    @property
    def table(self) -> str:
        """Name of the table of snapshots."""
        return "cmc_price_bars_multi_tf" + ("" if self.name == "multi_tf" else f"_{self.name}")

    def check(self, timeframe: Timeframe) -> None:
        """Raise ValueError if the timeframe is not one of this family's."""
        if timeframe.alignment != self.alignment or timeframe.scheme not in (None, self.scheme):
            raise ValueError(f"'{timeframe.label}' is no timeframe of {self.name}, whose are like {self.example}")
        if timeframe.label == "1D":
            raise ValueError("'1D' bars have a table of their own and are always built")


# An EMA and its differences.
EMA_VALUES = ("ema", "d1", "d2", "d1_roll", "d2_roll")


class EmaFamily(NamedTuple):
    """EMAs over the bars of one bar family.

    kind: ``bars`` (EMA of canonical closes with previews between them), ``days`` (EMA of daily closes with the period
    scaled to days) or ``both`` (EMA of canonical closes, carried on daily with the weight ``daily_weight``).
    """

    name: str
    bars: str
    kind: str
    daily_weight: str | None = None

    @property
    def table(self) -> str:
        """Name of the table of EMAs."""
        return "cmc_ema_multi_tf" + ("" if self.name == "multi_tf" else f"_{self.name}")

    @property
    def textbook(self) -> str:
        """The column that other programs call the EMA of the timeframe; of v2, which has none, its own."""
        return "ema_bar" if self.kind == "both" else "ema"

    def public_name(self, column: str) -> str:
        """What readers call a column of the table: ``ema`` and its differences are those of the textbook EMA.

        The EMA that calendar families carry on daily, and its differences, end in ``_daily``.
        """
        if self.kind != "both" or column.removesuffix("_bar") not in EMA_VALUES:
            return column
        return column.removesuffix("_bar") if column.endswith("_bar") else f"{column}_daily"

    @property
    def has_1d(self) -> bool:
        """Whether the timeframe 1D belongs to the family besides those of its bars."""
        return self.kind != "both"


BAR_FAMILIES = {
    family.name: family
    for family in (
        BarFamily("multi_tf", "rolling", None, "7D"),
        BarFamily("cal_us", "calendar", "US", "2W_CAL_US, 3M_CAL, 1Y_CAL"),
        BarFamily("cal_iso", "calendar", "ISO", "2W_CAL_ISO, 3M_CAL, 1Y_CAL"),
        BarFamily("cal_anchor_us", "anchor", "US", "2W_CAL_ANCHOR_US, 3M_CAL_ANCHOR"),
        BarFamily("cal_anchor_iso", "anchor", "ISO", "2W_CAL_ANCHOR_ISO, 3M_CAL_ANCHOR"),
    )
}
EMA_FAMILIES = {
    family.name: family
    for family in (
        EmaFamily("multi_tf", "multi_tf", "bars"),
        EmaFamily("cal_us", "cal_us", "both", "span"),
        EmaFamily("cal_iso", "cal_iso", "both", "span"),
        EmaFamily("cal_anchor_us", "cal_anchor_us", "both", "root"),
        EmaFamily("cal_anchor_iso", "cal_anchor_iso", "both", "root"),
        EmaFamily("v2", "multi_tf", "days"),
    )
}
