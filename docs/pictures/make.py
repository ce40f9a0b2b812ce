"""Makes the pictures from real runs: a terminal (SVG), the card of a notebook, and a report's page (PNG).

`docs/update.py` calls it. The card needs Chromium (on Debian: `apt-get install chromium`).
"""

from __future__ import annotations

import io
import json
import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
from html import unescape
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops
from PIL.PngImagePlugin import PngInfo
from rich.console import Console
from rich.text import Text

from grader import check

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]
TERMINAL, CARD, REPORT = FOLDER / "terminal.svg", FOLDER / "card.png", FOLDER / "report.png"
SAMPLE = Path("assignments/convolution-step-by-step/sample.ipynb")
FUNCTION = "pool_forward"
COLUMNS = 96
CARD_WIDTH, CARD_HEIGHT, MARGIN = 780, 1600, 12
REPORT_WIDTH, REPORT_HEIGHT = 1100, 700
WORDS = "Words"  # the key under which the card's picture says what it shows
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PAGE = """<!doctype html><meta charset=utf-8><body style='margin:{margin}px;font:14px sans-serif'>
<pre style='background:#f5f5f5;border:1px solid #ddd;padding:8px'>check({function})</pre>{card}"""


def run_at_a_terminal(command: list[str | Path]) -> str:
    """Run a command at a pseudo-terminal and return what it wrote there, colours included."""
    parent, child = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "TERM": "xterm-256color"}
    silent = subprocess.DEVNULL  # a progress bar appears there on a slow machine
    with subprocess.Popen(command, stdout=child, stderr=silent, cwd=ROOT, env=environment) as process:
        os.close(child)
        written = b""
        while chunk := _read(parent):
            written += chunk
        process.wait()
    os.close(parent)
    return written.decode().replace("\r\n", "\n")


def _read(descriptor: int) -> bytes:
    """Read from a terminal; Linux reports an error where its other end has been closed."""
    try:
        return os.read(descriptor, 65536)
    except OSError:
        return b""


def terminal_svg(written: str) -> str:
    """Return a picture of a terminal that shows the command and its output."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    console.print(Text(f"$ grade {SAMPLE}", style="bold"))
    console.print(Text.from_ansi(written))
    return console.export_svg(title="grade", unique_id="grade") + "\n"


def card_html() -> str:
    """Return the card that a notebook shows for one function of the sample."""
    cells = json.loads((ROOT / SAMPLE).read_text(encoding="utf-8"))["cells"]
    definitions = [text for cell in cells if "def " in (text := "".join(cell["source"]))]
    namespace: dict[str, Any] = {"check": check}
    exec("import numpy as np\n" + "\n".join(definitions), namespace)  # noqa: S102 - our own sample
    exec(f"card = check({FUNCTION})._repr_html_()", namespace)  # noqa: S102
    return str(namespace["card"])


def words_of(card: str) -> str:
    """Return the text that a card shows."""
    visible = re.sub(r"<style>.*?</style>|<[^>]*>", " ", card, flags=re.DOTALL)
    return " ".join(unescape(visible).split())


def photograph(page: str, width: int, height: int) -> Image.Image:
    """Render a page in a browser.

    Raises:
        SystemExit: There is no browser.
    """
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        sys.exit("the picture of the card needs a browser: install chromium")
    with tempfile.TemporaryDirectory() as folder:
        file, shot = Path(folder, "page.html"), Path(folder, "page.png")
        file.write_text(page, encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--screenshot={shot}"]
        options += [f"--window-size={width},{height}", f"--user-data-dir={folder}/profile"]
        subprocess.run([browser, *options, file.as_uri()], check=True, capture_output=True, timeout=120)
        return _trimmed(Image.open(shot).convert("RGB"))


def _trimmed(picture: Image.Image) -> Image.Image:
    """Cut off the empty part below the card."""
    blank = Image.new("RGB", picture.size, picture.getpixel((0, picture.height - 1)))
    box = ImageChops.difference(picture, blank).getbbox() or (0, 0, *picture.size)
    return picture.crop((0, 0, picture.width, min(picture.height, box[3] + MARGIN)))


def report_html(grade: Path) -> str:
    """Return the page of the sample's report."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "report.html")
        subprocess.run([grade, SAMPLE, "-q", "-o", page], cwd=ROOT, check=False, capture_output=True)
        return page.read_text(encoding="utf-8")


def make() -> None:
    """Make all pictures again."""
    grade = Path(sys.executable).parent / "grade"
    TERMINAL.write_text(terminal_svg(run_at_a_terminal([grade, SAMPLE])), encoding="utf-8")
    card = card_html()
    described = PngInfo()
    described.add_itxt(WORDS, words_of(card))
    page = PAGE.format(margin=MARGIN, function=FUNCTION, card=card)
    photograph(page, CARD_WIDTH, CARD_HEIGHT).save(CARD, pnginfo=described, optimize=True)
    photograph(report_html(grade), REPORT_WIDTH, REPORT_HEIGHT).save(REPORT, optimize=True)


if __name__ == "__main__":
    make()
