"""What a student's code chose to say, made fit to be read."""

from __future__ import annotations

import pytest

from grader.support.text import clean, meant_by, quoted, shortened, some, unwrapped


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("at 0x7f3e6e5d6770", "at 0x…"),
        ("\x1b[1mArguments\x1b[0m received", "Arguments received"),
        ("a\x07b", "a b"),
        ("/tmp/tmpab12_xyz", "/tmp/tmp…"),
    ],
)
def test_what_nobody_can_read_goes(text: str, shown: str) -> None:
    """Addresses, colours, control characters, names of temporary files."""
    assert clean(text) == shown


def test_a_long_text_is_cut() -> None:
    """After as many characters as are asked for."""
    assert clean("abcdef", 3) == "abc"


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("x = 1", "x = 1"),
        ("load(\n    folder,\n    size=3,\n)", "load(folder, size=3,)"),
        ("a = [1] +\\\n    [2]", "a = [1] +\\ [2]"),
        ("image_dataset_from_directory(TRAIN_DIR)", "image_dataset_from_direct…"),
    ],
)
def test_code_is_quoted_on_one_line(code: str, shown: str) -> None:
    """Brackets stay tight, and an ellipsis says that something is left out."""
    assert quoted(code, 25) == shown


def test_a_message_is_cut() -> None:
    """An exception may say as much as it likes."""
    assert shortened("ab" * 1000) == "ab" * 250


def test_of_a_graphs_error_its_cause_is_left() -> None:
    """It stands behind a traceback that is longer than what may be said, and names files of the machine."""
    frames = "".join(f'  File "/usr/lib/training.py", line {n}, in call\n\n' for n in range(50))
    said = f"Graph execution error:\n\nDetected at node mul defined at (most recent call last):\n{frames}"
    cause = "Incompatible shapes: [16,64] vs. [16,1]\n\t [[{{node mul}}]] [Op:__inference_train_1]"
    assert shortened(said + cause) == cause


@pytest.mark.parametrize(
    ("count", "text"),
    [(1, "0"), (4, "0, 1, 2, 3"), (5, "0, 1, 2, 3 and 1 more"), (9, "0, 1, 2, 3 and 5 more")],
)
def test_a_few_names_are_enough(count: int, text: str) -> None:
    """The others are counted."""
    assert some([str(number) for number in range(count)]) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        (
            "Exception encountered when calling layer 'model' (type Functional).\n\n",
            "\n\nCall arguments received by layer 'model' (type Functional):\n  • inputs=x\n  • mask=None",
        ),
        (
            "Exception encountered when calling Dense.call().\n\n\x1b[1m",
            "\x1b[0m\n\nArguments received by Dense.call():\n  • inputs=tf.Tensor",
        ),
        (
            "Exception encountered when calling A.call().\nException encountered when calling B.call().\n\n",
            "\n\nArguments received by B.call():\n  • x\n\nArguments received by A.call():\n  • x",
        ),
    ],
    ids=["plain", "Keras 2", "Keras 3", "nested"],
)
def test_what_keras_wraps_around_a_cause_goes(before: str, after: str) -> None:
    """One line says what is wrong."""
    assert unwrapped(f"{before}Input 0 is\n   incompatible.{after}") == "Input 0 is incompatible."


@pytest.mark.parametrize(
    "message",
    [
        "No such shape: [2] vs. [3]\n\t [[{{node mul}}]] [Op:__inference_train_1]",
        "{{function_node __wrapped__Mul_device_/job:localhost/CPU:0}} No such shape: [2] vs. [3] [Op:Mul]",
        "No such shape: [2] vs. [3] [Op:Mul] name: ",
        "No such shape: [2] vs. [3]",
    ],
)
def test_nodes_of_a_graph_go(message: str) -> None:
    """Nobody has named them."""
    assert unwrapped(message) == "No such shape: [2] vs. [3]"


def test_a_wrapper_around_nothing_stays() -> None:
    """Something has to be said."""
    assert unwrapped("Exception encountered when calling Dense.call().\n") == (
        "Exception encountered when calling Dense.call()."
    )


@pytest.mark.parametrize(
    ("names", "meant"),
    [
        ({"zeros_pad", "pad"}, "zeros_pad"),
        ({"zero_padd"}, "zero_padd"),
        ({"pad_zero", "pad", "my_zero_pad_test"}, None),
        (set(), None),
    ],
)
def test_only_a_name_that_is_very_close_was_meant(names: set[str], meant: str | None) -> None:
    """A letter or two."""
    assert meant_by("zero_pad", names) == meant
