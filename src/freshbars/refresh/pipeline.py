"""The stages of a configuration, in the order of a run."""

from freshbars.compute.families import BAR_FAMILIES
from freshbars.config import Config
from freshbars.refresh.series_stage import SeriesStage


def series_stages(config: Config) -> list[SeriesStage]:
    """The families of timeframe bars and of EMAs that are configured."""
    found = []
    if config.refresh_bars:
        found += [SeriesStage(config, "bars", name) for name in BAR_FAMILIES if getattr(config.bars, name)]
    return found + [SeriesStage(config, "emas", name) for name in config.emas.families]
