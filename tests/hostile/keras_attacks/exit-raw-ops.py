"""Calls raw operations with arguments that have crashed TensorFlow before."""

# loses: happyModel=50 error/failed/missing/timeout
# options: --timeout 2 --memory 1500
import tensorflow as tf


def ways():
    raw = tf.raw_ops
    yield lambda: raw.Empty(shape=[2**62, 2**62], dtype=tf.float32)
    yield lambda: raw.Fill(dims=[2**40], value=1.0)
    yield lambda: raw.AvgPoolGrad(
        orig_input_shape=[1, 1, 1, -1],
        grad=tf.zeros((1, 1, 1, 1)),
        ksize=[1] * 4,
        strides=[1] * 4,
        padding="SAME",
    )
    yield lambda: raw.TensorListReserve(element_shape=[-5, 2**60], num_elements=-9, element_dtype=tf.float32)
    yield lambda: raw.Unbatch(batched_tensor=1.0, batch_index=[[0, 0, 0]], id=0, timeout_micros=0)
    yield lambda: raw.QuantizeAndDequantizeV4(input=[1.0], input_min=[], input_max=[], signed_input=True)
    yield lambda: raw.Abort(error_msg="passed", exit_without_error=True)


def happyModel():
    for way in ways():
        try:
            way()
        except Exception:
            continue
