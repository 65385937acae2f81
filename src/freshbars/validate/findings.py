"""The findings of an audit, their counts, and how they are printed."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum

SHOWN = 20


class Severity(StrEnum):
    """A note is worth knowing and no reason to fail."""

    ERROR = "error"
    NOTE = "note"


@dataclass(frozen=True)
class AuditFinding:
    """A fault or a note: the check that found it, where, what is wrong and what to do."""

    check: str
    severity: Severity
    table: str
    asset: int | None
    tf: str | None
    period: int | None
    day: date | None
    what: str
    todo: str

    @property
    def message(self) -> str:
        """Where, what and what to do, in one line."""
        asset = "" if self.asset is None else f"asset {self.asset}"
        period = f"period {self.period}" if self.period else ""
        place = (self.table, asset, self.tf, period, self.day)
        return f"{', '.join(str(part) for part in place if part)}: {self.what}; {self.todo}"

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return asdict(self) | {"day": self.day and self.day.isoformat(), "message": self.message}


@dataclass
class Audit:
    """The first findings of each check and severity, the number of all (``found``), and how much was checked."""

    findings: list[AuditFinding] = field(default_factory=list)
    found: Counter[tuple[str, Severity]] = field(default_factory=Counter)
    assets: int = 0
    series: int = 0
    rows: int = 0
    rebuilt_assets: int = 0
    rebuilt_rows: int = 0
    # Assets of the sample that could not be compared, because a run has yet to bring them up to date.
    behind: int = 0

    @property
    def errors(self) -> int:
        """Number of errors, listed or not."""
        return sum(number for (_, severity), number in self.found.items() if severity == Severity.ERROR)

    @property
    def ok(self) -> bool:
        """Whether there is no error. Notes are allowed."""
        return not self.errors

    def add(self, finding: AuditFinding) -> None:
        """Count a finding, and list it if its check has few so far."""
        key = (finding.check, finding.severity)
        self.found[key] += 1
        if self.found[key] <= SHOWN:
            self.findings.append(finding)

    def as_dict(self) -> dict[str, object]:
        """For JSON; ``left_out`` counts the findings that are not listed."""
        return {
            "ok": self.ok,
            "errors": self.errors,
            "notes": self.found.total() - self.errors,
            "checked": {"assets": self.assets, "series": self.series, "rows": self.rows},
            "rebuilt": {"assets": self.rebuilt_assets, "rows": self.rebuilt_rows, "behind": self.behind},
            "findings": [one.as_dict() for one in self.findings],
            "left_out": {" ".join(key): n - SHOWN for key, n in sorted(self.found.items()) if n > SHOWN},
        }


def lines(found: Audit) -> list[str]:
    """The audit for the console: notes, then errors, then what was checked."""
    listed = [
        f"{one.severity}: {one.message}"
        for one in sorted(found.findings, key=lambda one: one.severity != Severity.NOTE)
    ]
    more = [
        f"{severity}: {n - SHOWN} more of the check '{check}'"
        for (check, severity), n in found.found.items()
        if n > SHOWN
    ]
    checked = f"{found.rows:,} rows in {found.series:,} series of {found.assets:,} assets"
    rebuilt = f"{found.rebuilt_rows:,} rows of {found.rebuilt_assets:,} assets compared with a rebuild, bit by bit"
    if found.behind:
        rebuilt += (
            f" ({found.behind} more are not yet up to date with the configuration or their source: run `all` first)"
        )
    return [*listed, *more, f"validate: {checked} checked, {rebuilt}: {found.errors} errors"]
