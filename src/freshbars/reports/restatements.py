"""Restatements as tables for a person."""

from datetime import datetime

from freshbars.source.restatements import Change, Restatement, Wave


def table(found: list[Restatement]) -> list[str]:
    """Restatements as lines for a person."""
    return _aligned(
        ("asset", "", "day", "field", "old", "new", "change", "first seen", "replaced", "day's age"),
        [
            (str(r.asset), r.symbol, f"{r.day:%Y-%m-%d}", r.field, _value(r.old), _value(r.new), _percent(r.change),
             _value(r.first_seen), _value(r.replaced_at), f"{r.age} days")
            for r in found
        ],
    )  # fmt: skip


def changes_table(found: list[Change]) -> list[str]:
    """Changes of daily bars as lines for a person."""
    words = {"changed": "changed from this day on", "filled": "days came in before stored ones, from this day on"}
    rows = [(str(c.asset), c.symbol, f"{c.day:%Y-%m-%d}", words[c.kind], _value(c.changed_at)) for c in found]
    return _aligned(("asset", "", "day", "what", "when"), rows)


def waves_table(found: list[Wave]) -> list[str]:
    """Waves as lines for a person."""
    rows = [
        (_value(w.at), f"{len(w.assets):,}", "?" if w.days is None else f"{w.days:,}", f"{w.oldest:%Y-%m-%d}",
         _percent(w.close_change), " ".join(w.fields))
        for w in found
    ]  # fmt: skip
    return _aligned(("loaded", "assets", "days", "oldest day", "close by up to", "fields"), rows)


def _value(value: float | datetime | None) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    return "-" if value is None else f"{value:.10g}"


def _percent(change: float | None) -> str:
    return "-" if change is None else f"{change:+.3g} %"


def _aligned(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    return [
        "  " + "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (head, *rows)
    ]
