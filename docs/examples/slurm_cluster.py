"""A Dask cluster on SLURM: a scheduler here, workers in jobs. Ctrl-C ends all of them.

Run it where jobs are submitted, then grade with the address that it prints. Adapt the numbers and, if your
site needs them, `account` and `queue`.
"""

from __future__ import annotations

import threading

from dask_jobqueue import SLURMCluster


def make_cluster() -> SLURMCluster:
    """Return a cluster whose jobs have 4 workers each; a worker grades one submission at a time."""
    return SLURMCluster(
        cores=4,
        processes=4,
        memory="16GB",  # a Keras submission takes up to 3 GB
        walltime="02:00:00",
        python="/shared/grade/.venv/bin/python",  # the same installation on every node
        job_script_prologue=["export OPENBLAS_NUM_THREADS=1"],
    )


if __name__ == "__main__":
    with make_cluster() as cluster:
        cluster.scale(jobs=10)
        print(cluster.scheduler_address, flush=True)
        threading.Event().wait()
