"""Opens HTML pages in Chromium, as readers do, and reports what is wrong with them; run by hand.

    python tests/benchmarks/pages.py OUT PAGE.html... [--axe axe.min.js]

For each page: pictures at 390 and 1,280 pixels, light and dark, and a PDF, to be looked at in OUT. Printed
are console messages, content wider than the screen, the time to open, and what axe finds
(`npm pack axe-core`).
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import itertools
import json
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from tornado.httpclient import AsyncHTTPClient
from tornado.websocket import WebSocketClientConnection, websocket_connect

WIDTHS, SCHEMES, HEIGHT = (390, 1280), ("light", "dark"), 900
MAX_HEIGHT = 6000  # of a picture
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--remote-debugging-port=0")
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
AXE = """axe.run(document, {resultTypes: ['violations']}).then(found => JSON.stringify(found.violations.map(
    one => `${one.id}: ${one.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')}`)))"""


class Tab:
    """A tab of the browser, driven by the DevTools protocol."""

    def __init__(self, connection: WebSocketClientConnection) -> None:
        self._connection = connection
        self._numbers = itertools.count(1)
        self.events: list[dict[str, Any]] = []

    async def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command and return its result; events meanwhile are kept."""
        number = next(self._numbers)
        await self._connection.write_message(
            json.dumps({"id": number, "method": method, "params": parameters})
        )
        while True:
            message = json.loads(await self._connection.read_message() or "{}")
            if message.get("id") == number:
                return dict(message.get("result", {}))
            self.events.append(message)

    async def wait_for(self, method: str) -> None:
        """Wait for an event."""
        while not any(event.get("method") == method for event in self.events):
            self.events.append(json.loads(await self._connection.read_message() or "{}"))

    async def value(self, expression: str) -> Any:
        """Return the value of a JavaScript expression."""
        answer = await self.send(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
        )
        return answer["result"].get("value")

    def said(self) -> list[str]:
        """Return the messages of the console."""
        entries = [
            event["params"]["entry"]["text"]
            for event in self.events
            if event.get("method") == "Log.entryAdded"
        ]
        calls = [
            json.dumps(e["params"])[:300]
            for e in self.events
            if e.get("method") in {"Runtime.consoleAPICalled", "Runtime.exceptionThrown"}
        ]
        return entries + calls


async def look_at(tab: Tab, page: Path, out: Path, axe: str) -> None:
    """Take the pictures of one page, and print what is wrong with it."""
    for width, scheme in itertools.product(WIDTHS, SCHEMES):
        tab.events.clear()
        await tab.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=HEIGHT,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        await tab.send(
            "Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}]
        )
        start = time.perf_counter()
        await tab.send("Page.navigate", url=page.absolute().as_uri())  # noqa: ASYNC240
        await tab.wait_for("Page.loadEventFired")
        opened = time.perf_counter() - start
        size = (await tab.send("Page.getLayoutMetrics"))["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": width, "height": min(size["height"], MAX_HEIGHT), "scale": 1}
        shot = await tab.send("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
        (out / f"{page.stem}-{width}-{scheme}.png").write_bytes(base64.b64decode(shot["data"]))
        problems = [*tab.said()]
        if wider := await tab.value(WIDER):
            problems.append(f"{wider} pixels wider than the screen")
        if axe:
            await tab.value(axe)
            problems += json.loads(await tab.value(AXE))
        print(
            f"{page.name} {width} {scheme}: opened in {opened:.2f} s;", "; ".join(problems) or "nothing wrong"
        )
    pdf = await tab.send("Page.printToPDF", printBackground=False)
    (out / f"{page.stem}.pdf").write_bytes(base64.b64decode(pdf["data"]))


async def main() -> None:
    """Open every page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("pages", type=Path, nargs="+")
    parser.add_argument("--axe", type=Path)
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    browser = next(found for name in BROWSERS if (found := shutil.which(name)))
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile,
        subprocess.Popen(  # noqa: ASYNC220 - nothing else runs
            [browser, *OPTIONS, f"--user-data-dir={profile}"], stderr=subprocess.PIPE, text=True
        ) as process,
    ):
        port = next(
            found[1] for line in process.stderr or () if (found := re.search(r"ws://[^:]+:(\d+)/", line))
        )
        tabs = json.loads((await AsyncHTTPClient().fetch(f"http://127.0.0.1:{port}/json/list")).body)
        address = next(each["webSocketDebuggerUrl"] for each in tabs if each["type"] == "page")
        tab = Tab(await websocket_connect(address, max_message_size=2**28))
        for domain in ("Page", "Log", "Runtime"):
            await tab.send(f"{domain}.enable")
        for page in chosen.pages:
            await look_at(tab, page, chosen.out, chosen.axe.read_text() if chosen.axe else "")
        await tab.send("Browser.close")


if __name__ == "__main__":
    asyncio.run(main())
