"""A share of some number, with Wilson's interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Share:
    """How many of how many."""

    count: int
    total: int

    @property
    def percent(self) -> float:
        """The share in percent; 0 of nothing."""
        return 100 * self.count / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval for the true share, in percent; everything, if nothing was counted."""
        if not self.total:
            return 0.0, 100.0
        from scipy.stats import binomtest

        found = binomtest(self.count, self.total).proportion_ci(CONFIDENCE, method="wilson")
        return 100 * float(found.low), 100 * float(found.high)

    def as_dict(self) -> dict[str, Any]:
        """Return the share as a JSON object."""
        low, high = self.interval
        return {
            "count": self.count,
            "total": self.total,
            "percent": round(self.percent, 2),
            "low": round(low, 2),
            "high": round(high, 2),
        }

    def __str__(self) -> str:
        if not self.total:
            return "0 of 0"
        low, high = self.interval
        return f"{self.count} of {self.total} = {self.percent:.1f} % ({low:.1f} to {high:.1f} %)"
