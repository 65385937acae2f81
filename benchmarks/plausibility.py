"""How often the plausibility checks hold an asset for nothing, and how many faults they find: docs/plausibility.md.

    python benchmarks/plausibility.py [--days 1000000] [--half odd] [--data FOLDER ...] [--faults 200]

Histories are invented, of every kind of market; --data adds files of real ones, which are only read. Thresholds were chosen
on the even half of assets and seeds; what is reported is the odd one.
"""

import argparse
import csv
import gzip
from collections import Counter
from datetime import datetime
from pathlib import Path

import numpy as np

from freshbars.plausibility.findings import Finding, Outcome
from freshbars.plausibility.judge import Judged, judge
from invented import BAR, DAY, FAULTS, MARKETS, history, repaired

# So many days are stored when a fault is looked for: a spike shows when it is over, a block when it is whole.
DAYS = 20


def holds(assets: list[Judged]) -> list[Finding]:
    """The findings that hold an asset."""
    return [finding for finding in judge(assets) if finding.outcome is Outcome.HOLD]


def invented(days: int, half: int) -> list[tuple[str, np.ndarray]]:
    """Histories of 1,000 to 3,000 bars of every market in turn: its kind and its bars."""
    found, seed, names = [], half, list(MARKETS)
    while days > 0:
        random = np.random.default_rng([seed, 16])
        name = names[seed // 2 % len(names)]
        bars = repaired(history(MARKETS[name], int(random.integers(1_000, 3_000)), random))
        found.append((name, bars))
        days, seed = days - len(bars), seed + 2
    return found


def false_holds(name: str, histories: list[tuple[str, np.ndarray]], shown: int) -> None:
    """Judge every day of each history as new, given all days before it; print the holds."""
    counts, total = Counter(), sum(len(bars) for _, bars in histories)
    for kind, bars in histories:
        for finding in holds([Judged(bars[:0], bars)]):
            counts[finding.kind.value] += 1
            if shown > 0:
                shown -= 1
                day = np.datetime64("2000-01-01") + np.timedelta64(finding.at // DAY, "D")
                print(
                    f"  {kind}: {day} row {finding.row}: {finding.kind.value} {finding.expected:.6g} to {finding.observed:.6g}"
                )
    print(f"{name}: {sum(counts.values())} holds in {total:,} asset-days {dict(counts)}")


def found_faults(histories: list[tuple[str, np.ndarray]], each: int, seed: int) -> None:
    """Put each fault into so many histories on a random morning; print the share found, by kind of market."""
    for name, put in FAULTS.items():
        random = np.random.default_rng(seed)
        hits, tries = Counter(), Counter()
        for i in range(each):
            kind, bars = histories[i % len(histories)]
            # Another asset of the same folder: any, but not one whose price is the same by construction.
            others = [other for what, other in histories if other is not bars and (what, kind) != ("stablecoin",) * 2]
            at = int(random.integers(120, len(bars) - DAYS - 1))
            faulty = put(bars, others[random.integers(len(others))], at, random)[: at + DAYS]
            one = Judged(bars[:at], faulty)
            clean = {finding.row for finding in holds([Judged(bars[:at], bars[: at + DAYS])])}
            tries[kind] += 1
            hits[kind] += any(finding.row not in clean for finding in holds([one]))
        rates = ", ".join(f"{kind} {hits[kind] / tries[kind]:.0%}" for kind in tries if hits[kind] < tries[kind])
        print(f"{name:<45} {sum(hits.values()) / sum(tries.values()):>7.1%}   {rates}")


def mornings(histories: list[tuple[str, np.ndarray]], days: int = 60) -> int:
    """Replay the last days of each history one by one, as a refresh sees them; returns the number of holds."""
    count = 0
    for _, bars in histories:
        for n in range(max(len(bars) - days, 1), len(bars)):
            count += len(holds([Judged(bars[:n], bars[: n + 1])]))
    return count


def real(folder: Path) -> list[tuple[str, np.ndarray]]:
    """The daily histories of the files below a folder, as far as their header says which column is what."""
    found = []
    for path in sorted(folder.rglob("*.csv*")):
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8-sig") as file:
            text = file.read()
        rows = list(csv.DictReader(text.splitlines(), delimiter=";" if text.split("\n")[0].count(";") > 3 else ","))
        rows = [{str(key).lower(): value for key, value in row.items()} for row in rows]
        assets = {row.get("name", "") for row in rows} if "high" in (rows or [{}])[0] else set()
        # CoinMarketCap's column of this name holds the currency.
        one = "timeopen" in (rows or [{}])[0]
        for asset in [""] if one else sorted(map(str, assets)):
            bars = _bars([row for row in rows if one or str(row.get("name", "")) == asset])
            if len(bars) > 60:
                found.append((f"{path.name} {asset}", bars))
    return found


def _bars(rows: list[dict]) -> np.ndarray:
    days = {}
    for row in rows:
        try:
            day = datetime.fromisoformat(str(row.get("timeopen") or row.get("date") or row.get("time"))[:10])
            prices = [float(row[name]) for name in ("open", "high", "low", "close")]
            volume = float(next((row[name] for name in row if name.startswith("vol")), "nan") or "nan")
        except (KeyError, ValueError, TypeError):
            continue
        days[(day - datetime(2000, 1, 1)).days * DAY] = (*prices, volume)
    return repaired(np.array([(at, *values) for at, values in sorted(days.items())], BAR))


def main() -> None:
    """Print all of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=1_000_000)
    parser.add_argument("--half", choices=("even", "odd"), default="odd")
    parser.add_argument("--data", type=Path, nargs="*", default=[])
    parser.add_argument("--faults", type=int, default=200)
    parser.add_argument("--shown", type=int, default=20)
    options = parser.parse_args()
    half = ("even", "odd").index(options.half)
    made = invented(options.days, half)
    false_holds("invented", made, options.shown)
    histories = [one for folder in options.data for one in real(folder)]
    if histories:
        false_holds("real", histories, options.shown)
        print(f"real, the last 60 days of each as mornings: {mornings(histories)} holds")
    if options.faults:
        found_faults(made, options.faults, half)
    long = [(kind, bars) for kind, bars in histories if len(bars) > 300][half::2]
    if options.faults and long:
        print("the same, put into the real histories")
        found_faults([("", bars) for _, bars in long], options.faults, half)


if __name__ == "__main__":
    main()
