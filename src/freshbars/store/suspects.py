"""What the newest judgement of each asset's daily bars found implausible."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from freshbars.database.connection import Cursor
from freshbars.database.suspect_tables import SUSPECTS
from freshbars.plausibility.findings import Kind, Outcome

_COLUMNS = "id, time_close, kind, day, observed, expected, factor, outcome"


class Suspect(NamedTuple):
    """An implausible daily bar, as ``plausibility.findings.Finding`` has it. day: its local day, or its session's date."""

    asset: int
    time_close: datetime
    kind: Kind
    day: date
    observed: float
    expected: float
    factor: float
    outcome: Outcome


def read_suspects(cursor: Cursor, ids: Iterable[int] | None = None) -> dict[int, list[Suspect]]:
    """The implausible bars of each asset that has any, in the order of time."""
    where, values = ("", ()) if ids is None else ("WHERE id = ANY(%s)", (list(ids),))
    cursor.execute(f"SELECT {_COLUMNS} FROM {SUSPECTS} {where} ORDER BY id, time_close, kind", values)
    found: dict[int, list[Suspect]] = {}
    for asset, closes, kind, *rest, outcome in cursor:
        found.setdefault(asset, []).append(Suspect(asset, closes, Kind(kind), *rest, Outcome(outcome)))
    return found


def write_suspects(cursor: Cursor, ids: Iterable[int], found: Iterable[Suspect]) -> None:
    """Replace those of some assets, in the caller's transaction."""
    cursor.execute(f"DELETE FROM {SUSPECTS} WHERE id = ANY(%s)", (list(ids),))
    rows = [(*one[:2], one.kind.value, *one[3:7], one.outcome.value) for one in found]
    if rows:
        cursor.execute(
            f"INSERT INTO {SUSPECTS} ({_COLUMNS}) SELECT * FROM unnest(%s::int[], %s::timestamptz[], %s::text[], %s::date[], "
            "%s::float8[], %s::float8[], %s::float8[], %s::text[])",
            [list(column) for column in zip(*rows, strict=True)],
        )


def raised_by(cursor: Cursor, file: str) -> dict[int, list[Suspect]]:
    """The implausible bars that a source file stated, by asset."""
    cursor.execute(
        "SELECT s.id, s.time_close FROM cmc_price_bars_1d_suspects s JOIN cmc_price_bars_1d b USING (id, time_close) "
        "WHERE b.src_file = %s",
        (file,),
    )
    stated = set(cursor.fetchall())
    found = read_suspects(cursor, {asset for asset, _ in stated})
    return {asset: [one for one in some if (asset, one.time_close) in stated] for asset, some in found.items()}


def suspect_files(cursor: Cursor) -> dict[str, list[int]]:
    """For each source file the assets that are held because of a bar that it stated."""
    cursor.execute(
        f"SELECT b.src_file, array_agg(DISTINCT b.id ORDER BY b.id) FROM {SUSPECTS} s JOIN cmc_price_bars_1d b "
        "USING (id, time_close) WHERE s.outcome = 'hold' AND b.src_file IS NOT NULL GROUP BY 1 ORDER BY 1"
    )
    return dict(cursor.fetchall())
