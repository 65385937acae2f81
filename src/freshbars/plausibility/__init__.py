"""Which daily bars can be believed: pure functions of bars, in NumPy alone.

``judge`` (``judge.py``) looks at the bars that are new or changed and returns findings as values; ``thresholds.py`` has every
number it uses, and docs/plausibility.md the measurement they come from.
"""
