"""Plot a price, its weekly EMA, and the same without look-ahead: python example/look_ahead.py AUR look_ahead.png.

Run it in the working directory, after `snakemake --cores 4 all`; it needs: pip install -e '.[plot]'.
"""

import sys

import matplotlib

import freshbars

matplotlib.use("Agg")
symbol, file = sys.argv[1:] or ("AUR", "look_ahead.png")

db = freshbars.open()
price = db.daily(symbol).to_pandas().set_index("time_close")["close"]
weekly = db.emas(symbol, "1W_CAL_ISO", 9).to_pandas().set_index("ts")["ema"]
known = db.emas(symbol, "1W_CAL_ISO", 9, rows="daily").to_pandas().set_index("ts")["ema"]

# What a join by week does: the value of a week stands on all of its days, also on those before it was known.
hindsight = weekly.reindex(price.index, method="bfill")

axes = price.plot(color="0.7", label=f"{symbol}, daily close", figsize=(10, 5))
hindsight.plot(ax=axes, drawstyle="steps-post", label="weekly EMA 9, joined by week: looks ahead")
known.plot(ax=axes, drawstyle="steps-post", label="weekly EMA 9, as known on each day")
axes.legend()
axes.figure.savefig(file, dpi=100)
late = (known != hindsight[known.index]).sum()
print(f"{file}: on {late} of {len(known)} days a join by week would have used a value that was not known yet")
