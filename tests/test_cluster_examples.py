"""The examples of clusters are what their programs accept."""

from __future__ import annotations

import importlib.util
import re

import pytest
import yaml

from tests.conftest import ROOT

EXAMPLES = ROOT / "docs" / "examples"
OBJECTS = list(yaml.safe_load_all((EXAMPLES / "kubernetes.yaml").read_text(encoding="utf-8")))


@pytest.mark.filterwarnings("ignore")  # Dask's own
def test_slurm_starts_four_workers_a_job(monkeypatch: pytest.MonkeyPatch) -> None:
    """The script of a job, as dask-jobqueue writes it."""
    jobqueue = pytest.importorskip("dask_jobqueue")
    made: dict[str, object] = {}
    monkeypatch.setattr(jobqueue, "SLURMCluster", lambda **given: made.update(given))
    spec = importlib.util.spec_from_file_location("slurm_cluster", EXAMPLES / "slurm_cluster.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.make_cluster()
    script = jobqueue.slurm.SLURMJob("tcp://here:8786", "worker", **made).job_script()
    assert re.search(r"--nthreads 1 .*--nworkers 4 ", script)
    assert "#SBATCH -t 02:00:00" in script


def test_kubernetes_runs_a_scheduler_and_workers() -> None:
    """Every deployment's pods are those that it selects, and the workers find the scheduler's service."""
    service, *deployments = OBJECTS
    assert [d["spec"]["template"]["metadata"]["labels"] for d in deployments] == [
        d["spec"]["selector"]["matchLabels"] for d in deployments
    ]
    scheduler, worker = (d["spec"]["template"]["spec"]["containers"][0]["command"] for d in deployments)
    port = service["spec"]["ports"][0]["port"]
    assert scheduler[:2] == ["dask", "scheduler"]
    assert worker[:3] == ["dask", "worker", f"tcp://{service['metadata']['name']}:{port}"]
    assert service["spec"]["selector"] == deployments[0]["spec"]["selector"]["matchLabels"]
