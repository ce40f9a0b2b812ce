"""Images in a notebook: raster images only, checked by their first bytes."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_CHARACTERS = 3_000_000  # of one image in base64
# What an image of each type starts with. SVG is not one of them: it may contain scripts and links.
SIGNATURES: Mapping[str, tuple[bytes, ...]] = {
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/gif": (b"GIF87a", b"GIF89a"),
}
_ATTACHED = "attachment:"


def data_uri(mime: str, content: Any) -> str | None:
    """Return an image as a data URI; None if it is not one.

    Args:
        mime: Its type, as the notebook states it.
        content: Its bytes in base64.
    """
    if isinstance(content, list):
        content = "".join(part for part in content if isinstance(part, str))
    if not isinstance(content, str) or len(content) > MAX_CHARACTERS:
        return None
    try:
        data = base64.b64decode("".join(content.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    if not data.startswith(SIGNATURES.get(mime, ())):
        return None
    return f"data:{mime};base64,{base64.b64encode(data).decode()}"


def source_of(address: str, attachments: Mapping[str, Any]) -> str | None:
    """Return the address of an image inside the notebook as a data URI; None if it is elsewhere.

    Args:
        address: As in `<img src=…>`.
        attachments: The cell's attachments: contents by type, by name.
    """
    if address.startswith(_ATTACHED):
        bundle = attachments.get(address.removeprefix(_ATTACHED))
        found = (data_uri(mime, bundle.get(mime)) for mime in SIGNATURES) if isinstance(bundle, dict) else ()
        return next((uri for uri in found if uri), None)
    head, comma, content = address.partition(",")
    mime = head.removeprefix("data:").removesuffix(";base64")
    if not comma or head != f"data:{mime};base64":
        return None
    return data_uri(mime, content)
