"""What a refresh does for an asset in a stage: printed by a plan, carried out by a builder."""

from dataclasses import dataclass
from enum import StrEnum

from freshbars.store.change_log import Change


class Action(StrEnum):
    """Kinds of work."""

    NOTHING = "nothing"
    # Everything from the first day on.
    BUILD = "build"
    # The rows that differ, from the first changed day on.
    REWRITE = "rewrite"
    # New days after those that are built in.
    APPEND = "append"
    # Series that are new in the configuration.
    EXTEND = "extend"
    # Series that left the configuration: their rows stay.
    FORGET = "forget"
    # Names or load times of source rows, or the stored state alone.
    CARRY = "carry"
    # Whether EMAs may use bars that are stored already.
    JUDGE = "judge"
    # The asset is gone.
    DELETE = "delete"
    SKIP = "skip"
    FAIL = "fail"


def calendar_words(name: str | None) -> str:
    """Why an asset must be compared that was built with another calendar."""
    return f"the sessions of its calendar {name} changed" if name else "it follows no calendar any more"


IDLE = frozenset({Action.NOTHING, Action.SKIP, Action.FAIL})


@dataclass(frozen=True)
class Decision:
    """The work for one asset in one stage, and why, in words.

    change: from which daily bar on they differ from what the stage was built from. new_series: pairs of timeframe and
    period that are to be built from scratch.
    """

    asset: int
    action: Action
    reason: str = ""
    change: Change | None = None
    new_series: frozenset[tuple[str, int]] = frozenset()
