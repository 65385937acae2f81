"""The series of a family as a configuration wants them."""

from freshbars.compute.families import EMA_FAMILIES
from freshbars.compute.series import Series
from freshbars.config import Config


def series_of(config: Config, rule: str, name: str) -> Series:
    """The series of a family. ``rule``: bars or emas; ``name``: of the family."""
    bars = name if rule == "bars" else EMA_FAMILIES[name].bars
    finished_only = getattr(config.rows, rule) == "finished"
    return Series.of(rule, name, getattr(config.bars, bars), config.emas.periods, config.timezone, finished_only)
