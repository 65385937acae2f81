"""What an audit finds, and what its checks look at: the run, and batches of assets with what is stored of them."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import date

SHOWN = 20


@dataclass(frozen=True)
class Finding:
    """What is wrong (``error``) or worth knowing (``note``); the message says what, where, and what to do."""

    check: str
    severity: str
    table: str
    asset: int | None
    tf: str | None
    day: date | None
    message: str


@dataclass
class Audit:
    """The first findings of each check and severity, the number of all (``found``), and how much was checked."""

    findings: list[Finding] = field(default_factory=list)
    found: Counter = field(default_factory=Counter)
    assets: int = 0
    series: int = 0
    rows: int = 0
    rebuilt_assets: int = 0
    rebuilt_rows: int = 0
    # Assets of the sample of which nothing was compared.
    behind: int = 0

    @property
    def errors(self) -> int:
        """Number of errors, listed or not."""
        return sum(number for (_, severity), number in self.found.items() if severity == "error")

    @property
    def ok(self) -> bool:
        """Whether there is no error; notes may be."""
        return not self.errors

    def add(self, finding: Finding) -> None:
        """Count a finding, and list it if its check has few so far."""
        key = (finding.check, finding.severity)
        self.found[key] += 1
        if self.found[key] <= SHOWN:
            self.findings.append(finding)

    def as_dict(self) -> dict[str, object]:
        """All of it for JSON; ``left_out`` counts the findings that are not listed."""
        return {
            "ok": self.ok,
            "errors": self.errors,
            "notes": self.found.total() - self.errors,
            "checked": {"assets": self.assets, "series": self.series, "rows": self.rows},
            "rebuilt": {"assets": self.rebuilt_assets, "rows": self.rebuilt_rows, "behind": self.behind},
            "findings": [asdict(one) | {"day": one.day and one.day.isoformat()} for one in self.findings],
            "left_out": {" ".join(key): n - SHOWN for key, n in sorted(self.found.items()) if n > SHOWN},
        }


def lines(found: Audit) -> list[str]:
    """The audit for a person: notes, then errors, then what was checked."""
    listed = [
        f"{one.severity}: {one.message}" for one in sorted(found.findings, key=lambda one: one.severity != "note")
    ]
    more = [
        f"{severity}: {n - SHOWN} more of the check '{check}'"
        for (check, severity), n in found.found.items()
        if n > SHOWN
    ]
    checked = f"{found.rows:,} rows in {found.series:,} series of {found.assets:,} assets"
    rebuilt = f"{found.rebuilt_rows:,} rows of {found.rebuilt_assets:,} assets compared with a rebuild, bit by bit"
    if found.behind:
        rebuilt += f" ({found.behind} more are not yet as configured, or as their source is: run `all` first)"
    return [*listed, *more, f"validate: {checked} checked, {rebuilt}: {found.errors} errors"]
