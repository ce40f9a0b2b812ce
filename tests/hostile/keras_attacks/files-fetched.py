"""Asks for files, weights and data sets of the net, and for buckets that are file systems of their own."""

# loses: nothing
import tensorflow as tf

_right = happyModel


def ways():
    yield lambda: tf.keras.utils.get_file("mine.txt", "http://127.0.0.1:@TCP@/x")
    yield lambda: tf.keras.utils.get_file(
        "mine.tar.gz", "https://example.org/x", extract=True, cache_dir="@OUTSIDE@"
    )
    yield lambda: tf.keras.datasets.cifar10.load_data()
    yield lambda: tf.io.read_file("http://127.0.0.1:@TCP@/x")
    yield lambda: tf.io.gfile.GFile("hdfs://127.0.0.1:@TCP@/x").read()
    yield lambda: tf.distribute.Server({"local": ["127.0.0.1:@TCP@"]}, "local", 0)


def happyModel():
    for way in ways():
        try:
            way()
        except Exception:
            continue
    return _right()
