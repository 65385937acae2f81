"""Print what can be asked for."""

TEXT = """
Freshbars keeps daily price bars and their EMAs fresh in PostgreSQL.

  snakemake --cores 4 all        everything: ingest, bars, freshness, EMAs, summary
  snakemake --cores 4 ingest     load new or changed CSV exports into the price-history table
  snakemake --cores 4 bars       1D bars and every timeframe family
  snakemake --cores 4 freshness  which assets are fresh enough for EMAs
  snakemake --cores 4 emas       EMAs of every family, for fresh assets only
  snakemake --cores 4 validate   prove what is stored
  snakemake --cores 4 report     all of it, and results/report.html: a page to look at
  snakemake --cores 4 plan       what a run would do for each asset; writes nothing

  snakemake -n all               what would run, and why; writes nothing
  snakemake --cores 4 all --config ids=1,52,825 staleness_hours=24

Every setting is explained in config.yaml.
"""


if __name__ == "__main__":
    print(TEXT)
