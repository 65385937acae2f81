"""The tables of calendars: which assets follow the calendar of an exchange, and its sessions."""

from freshbars.database.columns import DATE, INSTANT, INTEGERS, TEXT, Column, Table

CALENDARS, SESSIONS = "freshbars_calendars", "freshbars_sessions"
_CODE = Column("calendar", TEXT, "code of exchange_calendars", primary_key=True, nullable=False)

CALENDAR_TABLES = (
    Table(
        CALENDARS,
        (
            _CODE,
            Column(
                "filled_by",
                TEXT,
                "library that its sessions are of, and the year to which it was asked",
                nullable=False,
            ),
            Column("ids", INTEGERS, "assets that follow it, as of the newest run", nullable=False),
            Column("problem", TEXT, "why these assets cannot be built; NULL if they can"),
        ),
        "The calendars of exchanges that assets follow.",
    ),
    Table(
        SESSIONS,
        (
            _CODE,
            Column("session", DATE, "date of the session", primary_key=True, nullable=False),
            Column("opens", INSTANT, "its first instant", nullable=False),
            Column("closes", INSTANT, "its last instant, on its date in UTC", nullable=False),
        ),
        "The sessions of these calendars: days on which an exchange trades.",
    ),
)
