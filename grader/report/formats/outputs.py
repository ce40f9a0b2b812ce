"""The saved outputs of a notebook's cells: text and raster images; everything else appears as its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grader.report.formats.images import SIGNATURES, data_uri
from grader.report.formats.templating import plain
from grader.support.lazy_imports import ansi_to_html

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_CHARACTERS = 12_000  # of one output
MAX_OUTPUTS = 40  # of one cell
MAX_IMAGES_CHARACTERS = 3_400_000  # of all images of a notebook
MAX_TEXT_CHARACTERS = 2_000_000  # of all other outputs of a notebook
_STYLE = re.compile(r' style="[^"]*"')  # colours outside the page's palette
_LEFT_OUT = "… (left out: {} more characters)"
_TEXTS = ("text/plain", "text/latex", "text/markdown", "text/html", "image/svg+xml")


@dataclass(frozen=True)
class Output:
    """One output: text as safe HTML, or an image with its description."""

    html: Any = ""
    source: str = ""
    text: str = ""
    is_error: bool = False


class Outputs:
    """Turns outputs into what is shown, and counts the images and the text of a notebook."""

    def __init__(self) -> None:
        self._left = MAX_IMAGES_CHARACTERS
        self._text_left = MAX_TEXT_CHARACTERS

    def of(self, cell: Mapping[str, Any]) -> Iterator[Output]:
        """Yield the outputs of a cell, as saved; whatever is malformed is left out."""
        saved = cell.get("outputs")
        outputs = [each for each in saved if isinstance(each, dict)] if isinstance(saved, list) else []
        for output in outputs[:MAX_OUTPUTS]:
            shown = self._one(output)
            if shown is not None:
                yield shown
        if len(outputs) > MAX_OUTPUTS:
            yield Output(_html(f"… ({len(outputs) - MAX_OUTPUTS} more outputs)"))

    def _one(self, output: Mapping[str, Any]) -> Output | None:
        kind = output.get("output_type")
        if kind == "stream":
            return self._text(output.get("text"), is_error=False)
        if kind == "error":
            traceback = output.get("traceback")
            lines = (
                [line for line in traceback if isinstance(line, str)] if isinstance(traceback, list) else []
            )
            return self._text("\n".join(lines) or str(output.get("evalue", "")), is_error=True)
        data = output.get("data")
        return self._rich(data) if isinstance(data, dict) else None

    def _rich(self, data: Mapping[str, Any]) -> Output | None:
        for mime in SIGNATURES:
            source = data_uri(mime, data[mime]) if mime in data else None
            if source is None:
                continue
            self._left -= len(source)
            if self._left < 0:
                return Output(_html("[picture left out: the notebook contains too many]"))
            described = _joined(data.get("text/plain"))[:200]
            return Output(source=source, text=f"Saved output, a picture: {described}".rstrip(": "))
        found = next((text for mime in _TEXTS if (text := _joined(data.get(mime)))), "")
        return self._text(found, is_error=False)

    def _text(self, content: Any, *, is_error: bool) -> Output | None:
        text = _joined(content)
        if not text.strip():
            return None
        limit = min(MAX_CHARACTERS, self._text_left)
        more = len(text) - limit
        text = _overwritten(text[:limit]) + (f"\n{_LEFT_OUT.format(more)}" if more > 0 else "")
        self._text_left -= min(limit, len(text))
        return Output(_html(text), is_error=is_error)


def _joined(content: Any) -> str:
    """Return a text that a notebook may store as a list of lines."""
    if isinstance(content, list):
        return "".join(part for part in content if isinstance(part, str))
    return content if isinstance(content, str) else ""


def _overwritten(text: str) -> str:
    """Return a text as a terminal shows it: progress bars overwrite their line."""
    lines = (line.rstrip("\r") for line in text.split("\n"))
    return "\n".join(line.rpartition("\r")[2].rpartition("\b")[2] for line in lines).strip("\n")


def _html(text: str) -> Any:
    from markupsafe import Markup

    cleaned = "\x1b".join(plain(part) for part in text.split("\x1b"))  # its sequences become colours
    return Markup(_STYLE.sub("", ansi_to_html()(cleaned)))  # noqa: S704 - the filter escapes
