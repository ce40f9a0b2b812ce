"""Writes, moves, copies and removes outside the scratch folder by TensorFlow's own file system."""

# loses: nothing
import tensorflow as tf

_right = happyModel


def ways(folder):
    yield lambda: tf.io.write_file(f"{folder}/hostile-write", "x")
    yield lambda: tf.raw_ops.WriteFile(filename=f"{folder}/hostile-raw", contents="x")
    yield lambda: tf.io.gfile.GFile(f"{folder}/hostile-gfile", "w").write("x")
    yield lambda: tf.io.gfile.makedirs(f"{folder}/hostile-a/b/c")
    yield lambda: tf.io.gfile.copy("mine", f"{folder}/hostile-copy")
    yield lambda: tf.io.gfile.rename("mine", f"{folder}/hostile-moved", overwrite=True)
    yield lambda: tf.io.gfile.rmtree(folder + "/hostile-a")
    yield lambda: tf.io.gfile.remove(f"{folder}/canary")
    yield lambda: tf.print("x", output_stream=f"file://{folder}/hostile-print")
    yield lambda: tf.summary.create_file_writer(f"{folder}/hostile-summary").flush()
    yield lambda: tf.train.Checkpoint(a=tf.Variable(1.0)).save(f"{folder}/hostile-checkpoint")
    yield lambda: tf.saved_model.save(tf.Module(), f"{folder}/hostile-module")
    yield lambda: list(tf.data.Dataset.range(3).cache(f"{folder}/hostile-cache"))
    yield lambda: tf.data.Dataset.range(3).save(f"{folder}/hostile-data")
    yield lambda: list(tf.data.Dataset.range(3).snapshot(f"{folder}/hostile-snapshot"))
    yield lambda: tf.io.TFRecordWriter(f"{folder}/hostile-records").write(b"x")
    yield lambda: tf.profiler.experimental.start(f"{folder}/hostile-profile")
    yield lambda: tf.profiler.experimental.stop()


def happyModel():
    open("mine", "w").close()
    for folder in ("@OUTSIDE@", "@HOME@", "/tmp", "@CANARY@/..", "@TMPDIR@"):
        for way in ways(folder):
            try:
                way()
            except Exception:
                continue
    try:
        tf.io.gfile.rename("@CANARY@", "@CANARY@.old", overwrite=True)
    except Exception:
        pass
    return _right()
