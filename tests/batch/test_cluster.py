"""A class graded on a cluster: the same files as on one machine, whatever becomes of the workers."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from grader.batch import cluster, cluster_worker
from grader.batch.cluster import Cluster, connected, local_cluster
from grader.batch.run import Run
from grader.errors import MachineError, UnfinishedError, UsageError
from grader.extract.submission import SubmissionFile
from grader.options import Options
from grader.packs import Library
from grader.pipeline import Grader
from tests.batch import cluster_tasks
from tests.commands import without_timing
from tests.small import SOLUTION, write_pack

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import NoReturn

    from grader.report.model import Report
    from grader.sandbox.machine import Machine

pytestmark = pytest.mark.filterwarnings("ignore")  # Dask's own


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a cluster of one worker, which is replaced when it ends."""
    dask = pytest.importorskip("dask")
    marker = tmp_path_factory.mktemp("cluster") / "marker"
    with (
        pytest.MonkeyPatch.context() as patch,
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
    ):
        patch.setenv("FIRST_WORKER_HAS_ENDED", str(marker))
        with local_cluster(1) as address:
            yield address


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three submissions, one of them broken, and a pack."""
    (tmp_path / "in").mkdir()
    for name, text in {"a.py": SOLUTION, "b.ipynb": "{", "c.py": SOLUTION}.items():
        (tmp_path / "in" / name).write_text(text)
    write_pack(tmp_path / "packs")
    return tmp_path


def reports(machine: Machine, folder: Path, name: str, **options: Any) -> dict[str, Any]:
    """Grade the folder, and return the reports by file name."""
    run = Run(machine, [folder / "in"], packs=[folder / "packs"], output_dir=folder / name, **options)
    list(run.results())
    found = sorted((folder / name).rglob("*.json"))
    return {path.name: without_timing(json.loads(path.read_text())) for path in found}


def graded(scheduler: str, machine: Machine, folder: Path, text: str) -> Report:
    """Grade one submission by a task that may end its worker."""
    packs = [folder / "packs"]
    (folder / "in" / "a.py").write_text(SOLUTION + text)
    with connected(scheduler) as client:
        grader = Grader(Library(packs), machine, Options(assignment="doubling"))
        chosen = Cluster(client, grader, packs, cluster_tasks.grade)
        return chosen.grade_file(SubmissionFile(folder / "in" / "a.py", "a.py"))


def test_the_reports_are_those_of_one_machine(scheduler: str, machine: Machine, folder: Path) -> None:
    """Timing aside, also of what can't be read."""
    assert reports(machine, folder, "there", scheduler=scheduler) == reports(machine, folder, "here")


def test_a_current_report_is_kept(scheduler: str, machine: Machine, folder: Path) -> None:
    """A run on a cluster continues where one on this machine ended."""
    reports(machine, folder, "out")
    before = {path: path.stat().st_mtime_ns for path in (folder / "out").rglob("*.py.json")}
    reports(machine, folder, "out", scheduler=scheduler)
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_lost_worker_s_submission_is_graded_elsewhere(
    scheduler: str, machine: Machine, folder: Path
) -> None:
    """Its report says nothing of it."""
    assert graded(scheduler, machine, folder, "# end the first worker\n").score == 10.0


def test_what_ends_every_worker_is_given_up(scheduler: str, machine: Machine, folder: Path) -> None:
    """With the number of tries."""
    with pytest.raises(UnfinishedError, match=r"a\.py: ended the worker that graded it, 2 times of 2"):
        graded(scheduler, machine, folder, "# end every worker\n")


def test_a_task_that_ran_out_of_time_is_not_waited_for() -> None:
    """Its exception is the one that says that an answer is not there yet."""

    class Failed:
        status = "error"

        def result(self, **_: object) -> NoReturn:
            raise TimeoutError

    with pytest.raises(TimeoutError):
        Cluster._result(SimpleNamespace(_client=None), Failed())  # type: ignore[arg-type]


def test_a_worker_reads_packs_again_that_have_changed(tmp_path: Path) -> None:
    """It works for days, and an author corrects a mistake."""
    packs = [write_pack(tmp_path)]
    basis = []
    for text in (SOLUTION, f"{SOLUTION}# corrected\n"):
        (tmp_path / "reference" / "doubling" / "solution.py").write_text(text)
        known = dict(Library(packs).packs)["doubling"].assignment.digest
        request = cluster_worker.request_of(Options(), packs, known)
        basis.append(known in cluster_worker.examine(request)["basis"]["assignments"])
    assert basis == [True, True]


def test_no_scheduler_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """It names the address."""
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 0.2)
    with (
        pytest.raises(UsageError, match=r"tcp://127\.0\.0\.1:9: no Dask scheduler answers"),
        connected("tcp://127.0.0.1:9"),
    ):
        pass


class Scheduler:
    """A connection to a scheduler whose workers answer as given."""

    scheduler = None

    def __init__(self, **answers: Any) -> None:
        self.answers = answers
        self.later: dict[str, Any] = {}

    def run(self, *_: object, **__: object) -> dict[str, Any]:
        return self.answers

    def wait_for_workers(self, *_: object, **__: object) -> None:
        self.answers |= self.later

    def nthreads(self) -> dict[str, int]:
        return {}

    def submit(self, *_: object, **__: object) -> Waiting:
        return Waiting()


class Waiting:
    """An answer that never arrives."""

    status = "pending"

    def result(self, timeout: float) -> bytes:
        raise TimeoutError(timeout)

    def release(self) -> None:
        pass


def cluster_of(client: Any, machine: Machine) -> Cluster:
    """Connect this machine's grader with workers."""
    return Cluster(client, Grader(Library(), machine, Options()), ())


@pytest.mark.parametrize("answers", [{}, {"tcp://worker": OSError("lost while it was asked")}])
def test_a_scheduler_without_workers_is_a_sentence(machine: Machine, answers: dict[str, Any]) -> None:
    """It says how to start some."""
    with pytest.raises(UsageError, match="no workers; start some with `dask worker`"):
        cluster_of(Scheduler(**answers), machine)


def test_workers_that_are_lost_while_they_are_asked_are_waited_for(machine: Machine) -> None:
    """Those that take their place are asked."""
    alike = {"basis": Grader(Library(), machine, Options()).basis_by_subject}
    client = Scheduler(**{"tcp://lost": OSError("lost while it was asked")})
    client.later = {"tcp://new": alike}
    assert cluster_of(client, machine).basis


@pytest.mark.parametrize(
    ("answer", "error", "sentence"),
    [
        ({"refused": "isolation is required"}, MachineError, "cannot be used: isolation is required"),
        ({"basis": {"versions": "other"}}, UsageError, "differs from this machine in its .*versions"),
        (
            ModuleNotFoundError("No module named 'grader'"),
            MachineError,
            "'grader'.*install the same versions",
        ),
    ],
)
def test_an_unlike_worker_is_refused(
    machine: Machine, answer: object, error: type[Exception], sentence: str
) -> None:
    """One that lacks isolation, one that would grade otherwise, and one without this program."""
    with pytest.raises(error, match=f"the worker tcp://worker .*{sentence}"):
        cluster_of(Scheduler(**{"tcp://worker": answer}), machine)


def test_a_worker_that_joins_later_must_be_alike() -> None:
    """It says so instead of grading."""
    options, expected = cluster_worker.request_of(Options(), ()), cluster_worker.digests_of({"versions": "1"})
    answer = json.loads(cluster_worker.grade(options, expected, "a.py", "a.py", SOLUTION.encode(), "digest"))
    assert answer == {"refused": "the worker here differs from the other machines in its versions"}


def test_a_run_ends_when_no_worker_has_been_left_for_a_while(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    """It says how to go on."""
    monkeypatch.setattr(cluster, "PATIENCE_SECONDS", 0)
    alike = {"basis": Grader(Library(), machine, Options()).basis_by_subject}
    with pytest.raises(MachineError, match="no worker for a while; the same command continues"):
        cluster_of(Scheduler(**{"tcp://worker": alike}), machine).grade_file(
            SubmissionFile(folder / "in" / "a.py", "a.py")
        )
