"""Fuzzing: a short run with the other tests, and a long one by hand.

`pytest tests/fuzz -n 0 --hypothesis-profile=long`
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile(
    "long", deadline=None, max_examples=125_000, database=None, suppress_health_check=list(HealthCheck)
)
