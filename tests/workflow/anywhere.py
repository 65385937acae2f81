"""Snakemake in a working directory of its own on a small configuration of the example, and what that must come to."""

from pathlib import Path

import psycopg2
import yaml

import forked_snakemake
from freshbars.config import validate
from project import ROOT
from support import contents

TINY = {
    "bars": {"multi_tf": ["3D"], "cal_us": [], "cal_iso": ["1M_CAL"], "cal_anchor_us": [], "cal_anchor_iso": []},
    "emas": {"families": ["v2", "cal_iso"], "periods": [2]},
    "as_of": "2026-03-10T06:00:00Z",
}


def tables(schema: str) -> dict:
    """What was built; the price history has stamps of when it was loaded."""
    families = ("cmc_price_bars_multi_tf", "cmc_price_bars_multi_tf_cal_iso", "cmc_ema_multi_tf_v2")
    return contents(validate(TINY | {"schema": schema}), *families, "cmc_ema_multi_tf_cal_iso")


def query(url: str, text: str) -> list[tuple]:
    with psycopg2.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute(text)
        found = cursor.fetchall() if cursor.description else []
    connection.close()
    return found


def snakemake(folder: Path, environment: dict, *arguments: str, ok: bool = True) -> str:
    code, text = forked_snakemake.run(["--cores", "2", *arguments], folder, environment, timeout=600)
    assert (code == 0) == ok, text
    return text


def settings(folder: Path, schema: str, **other: object) -> None:
    """Configure a working directory for the example's data."""
    given = yaml.safe_load((folder / "config.yaml").read_text()) if (folder / "config.yaml").exists() else {}
    source = {"exports": str(ROOT / "example/exports"), "assets": str(ROOT / "example/assets.csv")}
    (folder / "config.yaml").write_text(yaml.safe_dump(given | TINY | {"schema": schema, "source": source} | other))
