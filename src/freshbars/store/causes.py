"""Why stored values were replaced. Only what the vendor says anew is a restatement."""

from enum import StrEnum


class Cause(StrEnum):
    """The cause of a revision. The values are stored and must not change; NULL, of earlier versions, is the vendor."""

    # The vendor states other values.
    VENDOR = "vendor"
    # The vendor states the whole history on another scale.
    RESCALED = "rescaled"
    # The time zone or a calendar moved the day to other hours, or made it a day without a session.
    CALENDAR = "calendar"
    # A person's confirmation, or a stated split, changed the scale of older days.
    ADJUSTMENT = "adjustment"
    # A person excluded the day.
    EXCLUSION = "exclusion"
    # A person unloaded a file.
    UNLOAD = "unload"
    # Another program's change was repaired.
    REPAIR = "repair"
    # Another version of Freshbars makes other bars of the same rows.
    VERSION = "version"
