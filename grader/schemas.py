"""jsonschema, loaded without what no schema of the grader's needs.

Where JupyterLab is installed, jsonschema finds packages for checking web addresses, times and colours, and
imports them at once. One of them takes a second, more than grading a notebook does.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from typing import Any

NOT_NEEDED = ("fqdn", "isoduration", "rfc3987_syntax", "uri_template", "webcolors")


@cache
def jsonschema() -> Any:
    """Return the package; what is not needed can be imported by others before and after."""
    hidden = [name for name in NOT_NEEDED if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        return import_module("jsonschema")
    finally:
        for name in hidden:
            del sys.modules[name]
