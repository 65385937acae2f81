"""Run snakemake --lint, and fail on any advice but the one to name a conda environment for each rule."""

import re
import subprocess
import sys


def main() -> None:
    found = subprocess.run([sys.executable, "-m", "snakemake", "--lint"], capture_output=True, text=True, check=False)
    text = found.stdout + found.stderr
    advice = [line.strip() for line in text.splitlines() if re.match(r"\s+\* ", line)]
    others = [line for line in advice if "Specify a conda environment" not in line]
    if others or (found.returncode and not advice):
        sys.exit(text)
    print(f"snakemake --lint: {len(advice)} rules without a conda environment, as meant; nothing else")


if __name__ == "__main__":
    main()
