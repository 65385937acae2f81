"""Side by side: python benchmarks/peers/run.py [--scale small|full] [--peers NAME ...] [--output FILE].

Each peer does a user's daily tasks on the same prices in one PostgreSQL. After every task each cell is compared with the
oracle: a peer whose tables are wrong gets no time, but the number of wrong cells.
"""

import argparse
import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from contestants import PEERS, Contestant, lines_of_code
from tasks import SCALES, TASKS, Arena, Measured

PACKAGES = ("polars", "pandas", "duckdb", "chdb", "talipp", "adbc-driver-postgresql", "numpy", "snakemake")


def main() -> None:
    """Read the command line, run, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--scale", choices=SCALES, default="small", help="small: to try it out; full: the published figures"
    )
    parser.add_argument("--peers", nargs="*", choices=PEERS, default=list(PEERS))
    parser.add_argument("--tasks", nargs="*", choices=TASKS, default=list(TASKS))
    parser.add_argument("--output", type=Path, help="write the tables there too")
    args = parser.parse_args()
    scale = SCALES[args.scale]
    text = [_machine(), ""]
    for size in scale.sizes:
        with Arena(size, scale.repeats) as arena:
            peers = [PEERS[name](arena) for name in args.peers]
            rows = {name: measure(arena, peers) for name, measure in TASKS.items() if name in args.tasks}
            text += [f"**{size.assets} assets of {size.days} days**", "", *_table(rows, peers, arena), ""]
            for peer in peers:
                peer.close()
            print("\n".join(text[-len(rows) - 5 :]), flush=True)
    if args.output:
        args.output.write_text("\n".join(text) + "\n")


def _table(rows: dict[str, dict[str, Measured]], peers: list[Contestant], arena: Arena) -> list[str]:
    """Tasks by peers: seconds, and in brackets times the floor; or how many cells were wrong."""
    head = ["task", "floor", *(peer.name for peer in peers)]
    lines = [f"| {' | '.join(head)} |", f"|---|{'--:|' * (len(head) - 1)}"]
    for task, found in rows.items():
        floor = arena.floors.get(task)
        cells = [found[peer.name].shown(floor) for peer in peers]
        lines.append(f"| {task} | {f'{floor:.2f} s' if floor else '-'} | {' | '.join(cells)} |")
    lines.append(f"| peak memory, MB | - | {' | '.join(str(peer.peak_mb) for peer in peers)} |")
    lines.append(f"| lines of code | - | {' | '.join(str(lines_of_code(peer)) for peer in peers)} |")
    return lines


def _machine() -> str:
    names = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, Python {platform.python_version()}, {names}"


if __name__ == "__main__":
    main()
