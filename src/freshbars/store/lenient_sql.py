"""SQL that reads the columns of a table of any make: a value that is none is never the end of a statement.

Of such a row its asset's daily bars make a reject; a row without the id of an asset belongs to none.
"""

# The bounds of the days that there can be: PostgreSQL's calendar is longer than the standard one.
FIRST, LAST = "'0002-01-01 00:00+00'", "'9999-01-01 00:00+00'"
_WHOLE = ("smallint", "integer")
_FLOATS = (*_WHOLE, "bigint", "real", "double precision")
_TEXTS = ("text", "character varying", "character")
_LARGEST, _SMALLEST = "1.7976931348623157e308", "5e-324"
_ID = "BETWEEN -2147483648 AND 2147483647"


def as_id(column: str, kind: str) -> str:
    """The id of an asset; NULL if it is not a whole number of 32 bits."""
    if kind in _TEXTS:
        number = rf"{column} ~ '^\s*[+-]?[0-9]{{1,18}}\s*$'"
        return f"CASE WHEN {number} THEN CASE WHEN {column}::bigint {_ID} THEN {column}::int END END"
    if kind == "bigint":
        return f"CASE WHEN {column} {_ID} THEN {column}::int END"
    if kind in ("numeric", "real", "double precision"):
        return f"CASE WHEN {column} = trunc({column}) AND {column} {_ID} THEN {column}::int END"
    return f"{column}::int"


def key(column: str, kind: str) -> str:
    """The id as statements look for it: the column itself if an index on it can serve."""
    return as_id(column, kind) if kind in _TEXTS else column


def is_whole(kind: str) -> bool:
    """Whether each value of a type is the id of an asset, or NULL."""
    return kind in _WHOLE


def as_number(column: str, kind: str) -> str:
    """A number; NaN if it is none, or larger than any."""
    if kind == "numeric":
        return _double(column)
    if kind in _TEXTS:
        spelled = r"'^\s*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?\s*$'"
        double = _double(f"{column}::numeric")
        return (
            f"CASE WHEN {column} ~ {spelled} AND length({column}) < 400 THEN {double} "
            rf"WHEN {column} ~ '\S' THEN 'NaN'::float8 END"
        )
    return f"{column}::float8"


def _double(number: str) -> str:
    return (
        f"CASE WHEN abs({number}) BETWEEN {_SMALLEST} AND {_LARGEST} THEN ({number})::float8 "
        f"WHEN abs({number}) < 1 THEN 0 WHEN {number} IS NOT NULL THEN 'NaN'::float8 END"
    )


def as_instant(column: str, kind: str, version: int) -> str:
    """An instant, as the server has it; infinite if it is none. version: the server's."""
    if kind in ("date", "timestamp without time zone"):
        known = f"{column} >= '0001-01-02' AND {column} < '9999-12-31'"
        return f"CASE WHEN {known} THEN {column}::timestamptz WHEN {column} IS NOT NULL THEN 'infinity' END"
    # Earlier servers cannot be asked whether a text is an instant.
    if kind in _TEXTS and version >= 160000:
        return (
            f"CASE WHEN pg_input_is_valid({column}, 'timestamptz') THEN {column}::timestamptz "
            rf"WHEN {column} ~ '\S' THEN 'infinity' END"
        )
    return f"{column}::timestamptz"


def possible(instant: str) -> str:
    """An instant of the calendar; minus infinity if there is none, or it lies in no year of it."""
    return f"CASE WHEN {instant} >= {FIRST} AND {instant} < {LAST} THEN {instant} ELSE '-infinity' END"


def possible_or_outside(instant: str) -> str:
    """The same, but what is stated and impossible is infinite: outside of every day, not unknown."""
    return (
        f"CASE WHEN {instant} >= {FIRST} AND {instant} < {LAST} THEN {instant} "
        f"WHEN {instant} IS NULL THEN '-infinity' ELSE 'infinity' END"
    )
