"""Reads a pack's files: JSON validated against its schema, with errors that name file and field."""

from __future__ import annotations

import difflib
import hashlib
import json
import math
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

from grader.errors import PackError
from grader.packs.builtin import builtin_root
from grader.support.lazy_imports import jsonschema

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator


def load_json(path: Path, schema: str) -> dict[str, Any]:
    """Read a JSON file and validate it, unless it ships with the grader: its tests validate those.

    Args:
        path: The file.
        schema: The name of its schema: `assignment`, `published` or `rubric`.

    Raises:
        PackError: The file is missing, is not JSON, or violates the schema; the message names the field.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        content = json.loads(text, parse_constant=_no_number, parse_float=_finite)
    except OSError as error:
        raise PackError(f"{path}: can't be read: {error.strerror}") from error
    except ValueError as error:
        raise PackError(f"{path}: is not JSON: {error}") from error
    if path.is_relative_to(builtin_root()):
        return dict(content)
    check(path, content, schema)
    return dict(content)


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _no_number(text)


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is not a finite number")


def check(path: Path, content: Any, schema: str) -> None:
    """Validate the content of a file against its schema.

    Raises:
        PackError: It violates the schema; the message names the file and the field.
    """
    validator = _validator(schema)  # slow to import, and only needed for an instructor's own packs
    broken = jsonschema().exceptions.best_match(validator.iter_errors(content))
    if broken is not None:
        location = broken.json_path.removeprefix("$").lstrip(".") or "the file"
        raise PackError(f"{path}: {location}: {_in_words(broken)}")


def _in_words(broken: ValidationError) -> str:
    """Describe a schema violation; if one of several properties is needed, list them."""
    ways: Any = broken.validator_value if broken.validator == "anyOf" else ()
    if ways and all(set(way) == {"required"} for way in ways):
        return f"needs {', or '.join(' and '.join(way['required']) for way in ways)}"
    meant = _misspelt(broken) if broken.validator in {"additionalProperties", "required"} else {}
    questions = "".join(f"; is {wrong!r} meant to be {right!r}?" for wrong, right in meant.items())
    return f"{broken.message}{questions}"


def _misspelt(broken: ValidationError) -> dict[str, str]:
    """Return the unknown keys of an object that resemble keys that it may have but lacks."""
    present: Any = broken.instance
    known = cast("Mapping[str, Any]", broken.schema).get("properties", {})
    lacking = [key for key in known if key not in present]
    closest = {key: difflib.get_close_matches(key, lacking, 1) for key in present if key not in known}
    return {key: found[0] for key, found in closest.items() if found}


@cache
def _validator(schema: str) -> Validator:
    text = files("grader.packs").joinpath(f"schemas/{schema}.schema.json").read_text(encoding="utf-8")
    kind = jsonschema().Draft202012Validator
    return cast("Validator", kind(json.loads(text), format_checker=kind.FORMAT_CHECKER))


def digest_of(paths: Iterable[Path], root: Path) -> str:
    """Return one SHA-256 over the names and contents of files, independent of their location."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(f"{path.relative_to(root).as_posix()}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return f"sha256:{total.hexdigest()}"
