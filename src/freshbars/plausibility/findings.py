"""What a check finds about a daily bar, as values. Formatted elsewhere."""

from enum import Enum
from typing import NamedTuple


class Outcome(Enum):
    """What follows from a finding: the asset is held at its accepted bars, or a person is only told."""

    HOLD = "hold"
    WARN = "warn"


class Kind(Enum):
    """What is implausible about a bar. The values are stored and must not change."""

    # A close far from the close before it, by the asset's own volatility and by a factor no market makes.
    JUMP = "jump"
    # A jump by a power of ten: another unit (pence and pounds, satoshi and bitcoin).
    UNIT = "unit"
    # A jump by the ratio of a common stock split that nobody stated.
    SPLIT = "split"
    # A bar whose range does not reach the close before it, of an asset whose bars always do.
    GAP = "gap"
    # Closes that leave their level for a few days and come back to it.
    SPIKE = "spike"
    # A high or low out of all proportion to open and close.
    EXTREMES = "extremes"
    # A block of bars that stands twice.
    REPEATED = "repeated"
    # Accepted days are restated by prices that have nothing to do with them.
    FOREIGN = "foreign"
    # Accepted days are restated by one factor, and older ones keep the old scale.
    RESCALED = "rescaled"
    # The record of the accepted bars is missing or damaged, so that nothing is known to be believed.
    UNRECORDED = "unrecorded"
    # The same close again and again, without any volume.
    FROZEN = "frozen"


class Finding(NamedTuple):
    """One implausible bar of one asset.

    asset: number of the asset among those judged. row: number of the bar among its present bars. at: close of the bar, in
    microseconds since 2000-01-01T00:00:00Z (PostgreSQL's epoch), as in the bars. observed: the price found. expected: the
    price it was compared with. factor: observed / expected. For FROZEN observed is the close and factor the number of bars.
    """

    asset: int
    row: int
    at: int
    kind: Kind
    observed: float
    expected: float
    factor: float
    outcome: Outcome
