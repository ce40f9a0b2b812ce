"""Which lines of a log GitHub's runner obeys.

A command is `::name key=value,…::data` at the beginning of a line, or `##[name key=value;…]data` anywhere in
it. After `::stop-commands::token` none is, until `::token::`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NAMES = {
    "add-mask", "add-matcher", "add-path", "debug", "echo", "endgroup", "error", "group", "notice",
    "remove-matcher", "save-state", "set-env", "set-output", "stop-commands", "warning",
}  # fmt: skip
_SINCE_2019 = re.compile(r"\s*::([^\s:]*)(?: (.*?))?::(.*)")
_BEFORE = re.compile(r"##\[([^\s\]]*)(?: ([^\]]*))?\](.*)")


@dataclass(frozen=True)
class Command:
    """One command that is obeyed."""

    name: str
    properties: dict[str, str]
    data: str


def obeyed(log: str) -> list[Command]:
    """Return the commands that a runner obeys, in order."""
    found: list[Command] = []
    token = ""
    for line in re.split("\r\n|\r|\n", log):
        match = _SINCE_2019.match(line) or _BEFORE.search(line)
        if match is None:
            continue
        name, told, data = match[1].lower(), match[2] or "", match[3]
        if token:
            token = "" if name == token else token
        elif name == "stop-commands":
            token = _plain(data).lower()
        elif name in NAMES:
            pairs = (pair.split("=", 1) for pair in told.split(","))
            properties = {pair[0]: _plain(pair[1]) for pair in pairs if len(pair) == 2}
            found.append(Command(name, properties, _plain(data)))
    assert not token, "the runner would obey nothing any more"
    return found


def _plain(text: str) -> str:
    for character in "\r\n:,%":
        text = text.replace(f"%{ord(character):02X}", character)
    return text
