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
    from collections.abc import Iterable
    from pathlib import Path

    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

_FORMATS = {"regex": "regular expression"}
_TYPES = {
    "number": "a number, without quotes",
    "integer": "a whole number, without quotes",
    "string": "a text in quotes",
    "boolean": "true or false",
    "array": "a list, in [ ]",
    "object": "an object, in { }",
    "null": "null",
}
_BOUNDS = {
    "minimum": "at least",
    "maximum": "at most",
    "exclusiveMinimum": "more than",
    "exclusiveMaximum": "less than",
}


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
        raise PackError(f"can't be read: {error.strerror}", path) from error
    except UnicodeDecodeError as error:
        raise PackError(f"is not UTF-8 text (byte {error.start}); save it as UTF-8", path) from error
    except ValueError as error:
        raise PackError(f"is not JSON: {error}", path) from error
    except RecursionError as error:
        raise PackError("is nested too deeply", path) from error
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
    # Slow to import, and only needed for an instructor's own packs.
    broken = jsonschema().exceptions.best_match(validator(schema).iter_errors(content))
    if broken is not None:
        location = broken.json_path.removeprefix("$").lstrip(".") or "the file"
        raise PackError(f"{location}: {in_words(broken)}", path)


def in_words(broken: ValidationError) -> str:
    """Describe a schema violation: the properties of which one is needed, or a value that may be meant."""
    error: Any = broken
    ways = error.validator_value if error.validator == "anyOf" else ()
    if ways and all(set(way) == {"required"} for way in ways):
        return f"needs {', or '.join(' and '.join(way['required']) for way in ways)}"
    names, known, said = [error.instance], [], str(error.message)
    if error.validator == "enum":
        known = list(map(str, error.validator_value))
    elif error.validator == "additionalProperties":
        known = list(error.schema.get("properties", {}))
        names = [name for name in error.instance if name not in known]
        said = f"there is no field {names[0]!r}" if names else said
    elif error.validator == "required":
        return f"lacks {lacking(error)!r}"
    elif error.validator == "format":
        return (
            f"{error.instance!r} is not a valid {_FORMATS.get(error.validator_value, error.validator_value)}"
        )
    elif error.validator in _BOUNDS:
        return f"{error.instance} should be {_BOUNDS[error.validator]} {error.validator_value:g}"
    elif error.validator == "const":
        return f"{json.dumps(error.instance)} should be {json.dumps(error.validator_value)}"
    elif error.validator == "type" and isinstance(error.validator_value, str):
        return f"{json.dumps(error.instance)} should be {_TYPES[error.validator_value]}"
    close = [c for name in names for c in difflib.get_close_matches(str(name), known, n=1)]
    return f"{said}; did you mean {close[0]!r}?" if close else said


def lacking(error: Any) -> str:
    """Return the property that a `required` error is about; jsonschema says it in its message only."""
    return next(str(name) for name in error.validator_value if error.message.startswith(repr(name)))


@cache
def validator(schema: str) -> Validator:
    """Return the validator of a schema, by its name."""
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
