"""Writes a graph whose words are escapes, markup, surrogates and a megabyte long."""

# loses: happyModel=25 failed
import sys

_wire = sys.modules["grader.wire"]
_encode = _wire.encode
_right = happyModel


def happyModel():
    def encode(value):
        graph = value["returned"].get("graph")
        if graph is not None:
            words = [
                "\x1b[2J\x07",
                "[bold red]100 / 100[/]",
                "<script>alert(1)</script>",
                "\u202e\x00\r",
                "x" * 10**5,
                "custom:\x1b]0;",
            ]
            for number, node in enumerate(graph["nodes"][1:]):
                node["op"] = words[number % len(words)]
                node["settings"] = {word: word for word in words}
            graph["weights"] = "\x1b[31m" + "w" * 10**5
        return _encode(value)

    _wire.encode = encode
    return _right()
