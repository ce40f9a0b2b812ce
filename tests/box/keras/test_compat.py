"""Former habits: what notebooks of TensorFlow 2.3 to 2.16 do, on both Kerases."""

# ruff: noqa: E501 - lines of students' code
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from grader.sandbox.interface import Raised, Returned
from tests.box.keras.inside import graph, outcome, table

if TYPE_CHECKING:
    from grader.sandbox.interface import Runtime

I3 = "i = tf.keras.Input((4, 4, 3))\n"
# Each body returns a text; beside it, what the text must be.
LEGACY_BEHAVIOURS: dict[str, tuple[str, str]] = {
    # the learning rate
    "lr= of Adam": ("return '%.4f' % float(tf.keras.optimizers.Adam(lr=0.25).learning_rate)", "0.2500"),
    "lr= of SGD": ("return '%.4f' % float(tf.keras.optimizers.SGD(lr=0.25).learning_rate)", "0.2500"),
    "lr= of RMSprop": ("return '%.4f' % float(tf.keras.optimizers.RMSprop(lr=0.25).learning_rate)", "0.2500"),
    "lr= by an import": ("from tensorflow.keras.optimizers import Adam\nreturn '%.4f' % float(Adam(lr=0.25).learning_rate)", "0.2500"),
    "lr= beside others": ("return '%.4f' % float(tf.keras.optimizers.Adam(lr=0.25, beta_1=0.5).beta_1)", "0.5000"),
    "learning_rate= wins": ("return '%.4f' % float(tf.keras.optimizers.Adam(learning_rate=0.5).learning_rate)", "0.5000"),
    "positional rate": ("return '%.4f' % float(tf.keras.optimizers.Adam(0.5).learning_rate)", "0.5000"),
    ".lr": ("return '%.4f' % float(tf.keras.optimizers.Adam(0.25).lr)", "0.2500"),
    # preprocessing layers
    "experimental attribute": ("return type(tf.keras.layers.experimental.preprocessing.RandomFlip('horizontal')).__name__", "RandomFlip"),
    "experimental of tfl": ("return type(tfl.experimental.preprocessing.RandomRotation(0.2)).__name__", "RandomRotation"),
    "experimental import": ("from tensorflow.keras.layers.experimental.preprocessing import RandomFlip, RandomRotation\nreturn RandomFlip.__name__ + RandomRotation.__name__", "RandomFlipRandomRotation"),
    "experimental module import": ("from tensorflow.keras.layers.experimental import preprocessing\nreturn type(preprocessing.Rescaling(1.0)).__name__", "Rescaling"),
    "experimental import as": ("import tensorflow.keras.layers.experimental.preprocessing as p\nreturn p.RandomFlip.__name__", "RandomFlip"),
    "experimental layer is the layer": ("return str(tf.keras.layers.experimental.preprocessing.RandomFlip is tfl.RandomFlip)", "True"),
    # drawings, which need programs that a box lacks
    "plot_model": ("tf.keras.utils.plot_model(tf.keras.Sequential(), to_file='m.png', show_shapes=True)\nreturn 'done'", "done"),
    "plot_model import": ("from tensorflow.keras.utils import plot_model\nplot_model(None)\nreturn 'done'", "done"),
    "model_to_dot of vis_utils": ("from keras.utils.vis_utils import model_to_dot\nmodel_to_dot(None).create(prog='dot', format='svg')\nreturn 'done'", "done"),
    # the mode
    "set_learning_phase": ("tf.keras.backend.set_learning_phase(True)\nreturn 'done'", "done"),
    "K.set_learning_phase": ("from tensorflow.keras import backend as K\nK.set_learning_phase(1)\nreturn 'done'", "done"),
    "import backend as K": ("import tensorflow.keras.backend as K\nK.set_image_data_format('channels_last')\nreturn K.image_data_format()", "channels_last"),
    "keras.backend": ("import keras.backend as K\nreturn K.image_data_format()", "channels_last"),
    # shapes
    "output_shape of a layer": (f"{I3}d = tfl.Conv2D(2, 3)\nd(i)\nreturn str(tuple(d.output_shape))", "(None, 2, 2, 2)"),
    "input_shape of a layer": (f"{I3}d = tfl.Conv2D(2, 3)\nd(i)\nreturn str(tuple(d.input_shape))", "(None, 4, 4, 3)"),
    "output_shape of a model": (f"{I3}return str(tuple(tf.keras.Model(i, tfl.Flatten()(i)).output_shape))", "(None, 48)"),
    "input_shape of a model": (f"{I3}return str(tuple(tf.keras.Model(i, tfl.Flatten()(i)).input_shape))", "(None, 4, 4, 3)"),
    # spelling
    "pooling SAME": (f"{I3}return str(tuple(tfl.MaxPooling2D(3, padding='SAME')(i).shape))", "(None, 2, 2, 3)"),
    "pooling VALID": (f"{I3}return str(tuple(tfl.AveragePooling2D(3, padding='VALID')(i).shape))", "(None, 1, 1, 3)"),
    "pool of MaxPool2D": (f"{I3}return str(tuple(tfl.MaxPool2D(3, padding='SAME')(i).shape))", "(None, 2, 2, 3)"),
    "convolution SAME": (f"{I3}return str(tuple(tfl.Conv2D(2, 3, padding='SAME')(i).shape))", "(None, 4, 4, 2)"),
    "pooling without a window": (f"{I3}return str(tuple(tfl.AveragePooling2D()(i).shape))", "(None, 2, 2, 3)"),
    "max pooling without a window": (f"{I3}return str(tuple(tfl.MaxPooling2D()(i).shape))", "(None, 2, 2, 3)"),
    "pooling with a name": (f"{I3}return str(tuple(tfl.AveragePooling2D(name='avg_pool')(i).shape))", "(None, 2, 2, 3)"),
    "pooling with a window": (f"{I3}return str(tuple(tfl.AveragePooling2D((4, 4))(i).shape))", "(None, 1, 1, 3)"),
    "filters=8.0": (f"{I3}return str(tuple(tfl.Conv2D(filters=8.0, kernel_size=3)(i).shape))", "(None, 2, 2, 8)"),
    "filters 8.0 by place": (f"{I3}return str(tuple(tfl.Conv2D(8.0, 3)(i).shape))", "(None, 2, 2, 8)"),
    "units=6.0": (f"{I3}return str(tuple(tfl.Dense(units=6.0)(i).shape))", "(None, 4, 4, 6)"),
    "units 12 / 2": (f"{I3}return str(tuple(tfl.Dense(12 / 2)(i).shape))", "(None, 4, 4, 6)"),
    # functions of TensorFlow on symbolic tensors
    "tf.nn.relu": (f"{I3}return str(tuple(tf.nn.relu(i).shape))", "(None, 4, 4, 3)"),
    "tf.add": (f"{I3}return str(tuple(tf.add(i, i).shape))", "(None, 4, 4, 3)"),
    "tf.add with names": (f"{I3}return str(tuple(tf.add(x=i, y=i, name='sum').shape))", "(None, 4, 4, 3)"),
    "tf.concat": (f"{I3}return str(tuple(tf.concat([i, i], axis=-1).shape))", "(None, 4, 4, 6)"),
    "tf.reshape": (f"{I3}return str(tuple(tf.reshape(i, (-1, 48)).shape))", "(None, 48)"),
    "tf.nn.relu of numbers": ("return str(tf.nn.relu(tf.constant([-1.0, 2.0])).numpy().tolist())", "[0.0, 2.0]"),
    "tf.add of numbers": ("return str(tf.add(1, 2).numpy())", "3"),
    "tf.nn.softmax of numbers": ("return '%.2f' % tf.nn.softmax([0.0, 0.0], axis=0).numpy()[0]", "0.50"),
    "tf.concat with names": (f"{I3}return str(tuple(tf.concat(values=[i, i], axis=3).shape))", "(None, 4, 4, 6)"),
    "tf.nn.relu with names": (f"{I3}return str(tuple(tf.nn.relu(features=i, name='r').shape))", "(None, 4, 4, 3)"),
    # former modules
    "tensorflow.python.keras model": ("from tensorflow.python.keras.layers import Dense, Input\nfrom tensorflow.python.keras.models import Model\ni = Input((3,))\nreturn type(Model(i, Dense(2)(i)).layers[1]).__module__.split('.')[0].replace('tf_', '')", "keras"),
    "tensorflow.python.keras.layers as": ("import tensorflow.python.keras.layers as L\nreturn str(L.Dense is tfl.Dense)", "True"),
    "from tensorflow.python": ("from tensorflow.python import keras as k\nreturn str(k.layers.Dense is tfl.Dense)", "True"),
    "tensorflow.python.keras": ("from tensorflow.python.keras.layers import Dense, Conv2D\nreturn str(Dense is tfl.Dense)", "True"),
    "tensorflow.python.keras.models": ("from tensorflow.python.keras.models import Sequential, Model\nreturn str(issubclass(Sequential, Model))", "True"),
    "tensorflow.python.keras import": ("from tensorflow.python.keras import layers, Model\nreturn str(layers.Dense is tfl.Dense)", "True"),
    "tensorflow.python.keras.utils": ("from tensorflow.python.keras.utils import layer_utils\nreturn 'done'", "done"),
    "tf.python.keras": ("return str(tf.python.keras.layers.Dense is tfl.Dense)", "True"),
    "tensorflow.python.framework": ("from tensorflow.python.framework.ops import EagerTensor\nreturn EagerTensor.__name__", "EagerTensor"),
    "tf.python.framework": ("return tf.python.framework.ops.EagerTensor.__name__", "EagerTensor"),
    "keras.layers": ("from keras.layers import Input, Dense, Conv2D, BatchNormalization\nreturn str(Dense is tfl.Dense)", "True"),
    "keras.models": ("from keras.models import Model, load_model\nreturn str(Model is tf.keras.Model)", "True"),
    "keras.initializers": ("from keras.initializers import glorot_uniform\nreturn type(glorot_uniform(seed=0)).__name__", "GlorotUniform"),
    "keras.preprocessing": ("from keras.preprocessing import image\nreturn str(callable(image.img_to_array))", "True"),
    "keras.utils": ("from keras.utils import layer_utils, plot_model\nreturn 'done'", "done"),
    "keras.utils.data_utils": ("from keras.utils.data_utils import get_file\nreturn str(callable(get_file))", "True"),
    "keras.utils.vis_utils": ("from keras.utils.vis_utils import model_to_dot\nreturn str(callable(model_to_dot))", "True"),
    "keras.applications": ("from keras.applications.imagenet_utils import preprocess_input\nreturn str(callable(preprocess_input))", "True"),
    "keras.layers.convolutional": ("from keras.layers.convolutional import Conv2D\nreturn str(Conv2D is tfl.Conv2D)", "True"),
    "keras.layers.core": ("from keras.layers.core import Dense, Flatten\nreturn str(Dense is tfl.Dense)", "True"),
    "keras.layers.normalization": ("from keras.layers.normalization import BatchNormalization\nreturn str(BatchNormalization is tfl.BatchNormalization)", "True"),
    "import keras": ("import keras\nreturn str(keras.layers.Dense is tfl.Dense)", "True"),
    "tensorflow.keras.callbacks": ("from tensorflow.keras.callbacks import TensorBoard\nreturn TensorBoard.__name__", "TensorBoard"),
    "tensorflow.keras.preprocessing": ("from tensorflow.keras.preprocessing import image_dataset_from_directory\nreturn str(callable(image_dataset_from_directory))", "True"),
    "tensorflow.keras.regularizers": ("from tensorflow.keras import regularizers\nreturn str(callable(regularizers.l2))", "True"),
    "tf.keras.__version__": ("return str(tf.keras.__version__[0] in '23')", "True"),
    "resnet's initializers": ("from tensorflow.keras.initializers import random_uniform, glorot_uniform, constant, identity\nreturn random_uniform(seed=0).__class__.__name__", "RandomUniform"),
    "scipy.misc": ("import scipy.misc\nfrom scipy import ndimage\nreturn 'done'", "done"),
}  # fmt: skip


@pytest.fixture(scope="module")
def found(keras: Runtime) -> dict[str, Any]:
    """Return what became of each habit; one that raises is an answer too."""
    return table(keras, {label: body for label, (body, _) in LEGACY_BEHAVIOURS.items()})


@pytest.mark.parametrize("label", LEGACY_BEHAVIOURS)
def test_a_former_habit_works(found: dict[str, Any], label: str) -> None:
    """Whichever Keras it runs on."""
    assert found[label] == Returned({"graph": LEGACY_BEHAVIOURS[label][1]})


@pytest.mark.parametrize(
    "body",
    [
        "tfl.Conv2D('8', 3)(tf.keras.Input((4, 4, 3)))",
        "tfl.MaxPooling2D(2, padding='SOME')(tf.keras.Input((4, 4, 3)))",
        "tf.keras.optimizers.Adam(rate=0.1)",
        "tfl.Dense(2, nonsense=1)",
        "tf.keras.layers.NoSuchLayer",
        "tf.keras.no_such_part",
        "__import__('tensorflow.keras.layers', fromlist=['x']).NoSuchLayer",
    ],
)
def test_what_never_worked_does_not_now(keras: Runtime, body: str) -> None:
    """Only what was right is fixed."""
    assert isinstance(outcome(keras, f"def f(): return {body}"), Raised)


def test_imports_at_the_top_of_a_notebook_work(keras: Runtime) -> None:
    """As the first edition of the residual networks has them."""
    source = (
        "from keras import layers\n"
        "from keras.layers import Input, Add, Dense, Activation, ZeroPadding2D, BatchNormalization, Flatten, Conv2D, AveragePooling2D, MaxPooling2D, GlobalMaxPooling2D\n"
        "from keras.models import Model, load_model\n"
        "from keras.preprocessing import image\n"
        "from keras.utils import layer_utils\n"
        "from keras.utils.data_utils import get_file\n"
        "from keras.applications.imagenet_utils import preprocess_input\n"
        "from keras.utils.vis_utils import model_to_dot\n"
        "from keras.utils import plot_model\n"
        "from keras.initializers import glorot_uniform\n"
        "import keras.backend as K\n"
        "NEEDS = layers, Model, load_model, image, layer_utils, get_file, preprocess_input, model_to_dot, plot_model, K\n"
        "def f(x, needs=NEEDS):\n"
        "    X = ZeroPadding2D((3, 3))(x)\n"
        "    X = Conv2D(4, (1, 1), strides=(1, 1), name='a', kernel_initializer=glorot_uniform(seed=0))(X)\n"
        "    return Add()([Activation('relu')(BatchNormalization(axis=3, name='b')(X)), X])\n"
    )
    found = graph(keras, source, {"$input": [4, 4, 3]})
    assert [node["op"] for node in found["nodes"]] == [
        "InputLayer",
        "ZeroPadding2D",
        "Conv2D",
        "BatchNormalization",
        "Activation",
        "Add",
    ]


def test_a_signature_is_still_told(keras: Runtime) -> None:
    """A wrapped class looks as before."""
    source = "import inspect\ndef f(): return str('filters' in inspect.signature(tfl.Conv2D).parameters)"
    assert graph(keras, source) == "True"


def test_a_class_of_the_students_own_may_build_on_a_wrapped_one(keras: Runtime) -> None:
    """With arguments of its own."""
    source = (
        "class Conv(tfl.Conv2D):\n    def __init__(self, n, **more): super().__init__(n, 3, padding='same', **more)\n"
        "def f():\n    i = tf.keras.Input((4, 4, 3))\n    return str(tuple(Conv(5)(i).shape))"
    )
    assert graph(keras, source) == "(None, 4, 4, 5)"


def test_a_star_import_of_layers_works(keras: Runtime) -> None:
    """Many notebooks have it."""
    source = "from tensorflow.keras.layers import *\ndef f(): return Dense.__name__ + Conv2D.__name__"
    assert graph(keras, source) == "DenseConv2D"


def test_a_star_import_of_keras_layers_works(keras: Runtime) -> None:
    """So have these."""
    source = "from keras.layers import *\ndef f(): return Dense.__name__ + Conv2D.__name__"
    assert graph(keras, source) == "DenseConv2D"
