"""What a file's name says."""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import PurePosixPath

_DATE = r"\d{1,2}[._]\d{1,2}[._]\d{4}|\d{4}[._-]\d{1,2}[._-]\d{1,2}"
FILE_NAME = re.compile(
    rf"(?P<label>.+?)(?:_(?P<since>{_DATE})-(?P<until>{_DATE}))?(?:_historical_data_coinmarketcap)?(?: ?\(\d+\))?"
    r"(?P<ending>(?:\.(?:csv|txt|tsv|parquet|zip|gz)){1,2})",
    re.IGNORECASE,
)


def promised(file_name: str) -> list[tuple[date, date]]:
    """The windows that a file name may promise: one for each way to read its dates, none where it has none."""
    match = FILE_NAME.fullmatch(PurePosixPath(file_name).name)
    if not match or not match["since"]:
        return []
    dates = [[int(part) for part in re.split("[._-]", match[name])] for name in ("since", "until")]
    orders: Iterable[tuple[int, ...]] = [(2, 1, 0)] if "." in match["since"] else [(2, 0, 1), (2, 1, 0)]
    windows = []
    for order in [(0, 1, 2)] if dates[0][0] > 31 else orders:
        with suppress(ValueError):
            since, until = (date(*(parts[i] for i in order)) for parts in dates)
            windows.append((since, until))
    return windows
