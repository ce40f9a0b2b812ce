"""Grades on a Dask cluster: each submission is a task, which the scheduler gives to a free worker.

Dask's `distributed` does what a cluster needs: it finds workers, watches them, and gives a lost worker's
tasks to others. A task whose workers die again and again is given up, and stops nobody.
"""

from __future__ import annotations

import contextlib
import threading
import time
from concurrent.futures import CancelledError
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import orjson

from grader.batch import cluster_worker
from grader.doctor.examination import examine
from grader.errors import MachineError, UnfinishedError, UnreadableError, UsageError
from grader.options import NOTHING_KNOWN
from grader.report.exhibits import Graded
from grader.report.load import report_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from types import ModuleType

    from distributed import Client, Future, LocalCluster

    from grader.doctor.examination import Findings
    from grader.extract.submission import SubmissionFile
    from grader.pipeline import Grader
    from grader.report.model import Report

CONNECT_SECONDS = 10
TASKS_AHEAD = 2  # for each thread of a worker: the next submission is there when one is done
LOOK_SECONDS = 5  # between looks whether a worker is left, while an answer is waited for
EXAMINATIONS = 3  # at most, if all workers are lost meanwhile
RESTART_SECONDS = 60  # for a local worker whose process has ended
PATIENCE_SECONDS = 300  # without any worker
CONTINUES = "the same command continues where this run ended"
EXTRA = "pip install -e '.[cluster]' in the grader's checkout"


def distributed() -> ModuleType:
    """Return Dask's library, which is installed on request only.

    Raises:
        UsageError: It is not installed.
    """
    try:
        import distributed as library
    except ImportError as error:
        raise UsageError(f"a cluster needs the package distributed; install it: {EXTRA}") from error
    return library


@contextlib.contextmanager
def connected(address: str) -> Iterator[Client]:
    """Connect to a scheduler. TLS certificates are taken from Dask's own configuration.

    Raises:
        UsageError: There is no scheduler at this address.
    """
    library = distributed()
    try:
        client = library.Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, RuntimeError, TypeError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise UsageError(f"--scheduler {address}: no Dask scheduler answers there ({reason})") from error
    try:
        yield client
    finally:
        client.close()


@contextlib.contextmanager
def local_cluster(workers: int, port: int = 0) -> Iterator[str]:
    """Run a scheduler and workers on this machine, reachable from it only; yield the scheduler's address.

    Raises:
        UsageError: The port is taken.
    """
    library = distributed()
    with dask_settings(), contextlib.ExitStack() as stack:
        try:
            cluster = library.LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                host="127.0.0.1",
                scheduler_port=port,
                dashboard_address=None,
            )
        except (OSError, RuntimeError) as error:
            raise UsageError(f"port {port} can't be used: {error}; choose another with --port") from error
        stack.enter_context(cluster)
        ended = threading.Event()
        stack.callback(ended.set)
        threading.Thread(target=_replace_lost, args=(cluster, workers, ended), daemon=True).start()
        yield str(cluster.scheduler_address)


def _replace_lost(cluster: LocalCluster, workers: int, ended: threading.Event) -> None:
    """Start workers anew that Dask has given up, such as those that ended while they were starting."""
    while not ended.wait(LOOK_SECONDS):
        cluster.scale(workers)  # type: ignore[no-untyped-call]  # so is all of Dask


def dask_settings() -> Any:
    """Return a context for workers on a busy machine.

    They are not ended for their memory, since boxes have limits of their own, and have time to start again.
    """
    import dask

    limits = ("target", "spill", "pause", "terminate")
    memory = {f"distributed.worker.memory.{limit}": False for limit in limits}
    return dask.config.set({**memory, "distributed.deploy.lost-worker-timeout": RESTART_SECONDS})


def examined(client: Client) -> dict[str, Findings]:
    """Return what each worker's machine supports, by the worker's address.

    Raises:
        UsageError: There is no worker.
        MachineError: A worker lacks this program.
    """
    return _from_each_worker(client, examine)


def _from_each_worker(client: Client, function: Callable[..., Any], *arguments: object) -> dict[str, Any]:
    """Call a function on every worker; return the results by the worker's address, without lost workers.

    If all are lost meanwhile, those that are started anew are asked.

    Raises:
        UsageError: There is no worker.
        MachineError: A worker cannot call it.
    """
    for _ in range(EXAMINATIONS):
        answers = client.run(function, *arguments, on_error="return")
        found = {
            where: answer for where, answer in sorted(answers.items()) if not isinstance(answer, OSError)
        }
        if found or not answers:
            break
        with contextlib.suppress(TimeoutError):
            client.wait_for_workers(1, timeout=RESTART_SECONDS)
    if not found:
        raise UsageError(f"--scheduler {_address(client)}: no workers; start some with `dask worker`")
    for where, answer in found.items():
        if isinstance(answer, Exception):
            reason = str(answer).splitlines()[0] if str(answer) else type(answer).__name__
            raise MachineError(
                f"the worker {where} cannot be used ({reason}); install the same versions there as here"
            )
    return found


class Cluster:
    """The workers of a scheduler, which grade as this machine would.

    Args:
        client: The connection to the scheduler.
        grader: This machine's grader: the workers must have the same versions and assignments.
        packs: The folders with more assignments, which the workers must see under the same path.
        task: What a worker does with a submission.

    Raises:
        UsageError: There is no worker, or one differs from this machine.
        MachineError: A worker lacks the isolation that is required.
    """

    def __init__(
        self,
        client: Client,
        grader: Grader,
        packs: Sequence[Path],
        task: Callable[..., bytes] = cluster_worker.grade,
    ) -> None:
        self._client, self._grader, self._task = client, grader, task
        assignments = grader.basis_by_subject["assignments"]
        self._request = cluster_worker.request_of(grader.options, packs, assignments)
        found = _from_each_worker(client, cluster_worker.examine, self._request)
        for address, answer in found.items():
            _check(address, answer, grader.basis_by_subject)
        isolation = {answer["basis"]["isolation"] for answer in found.values()}
        if len(isolation) > 1:
            raise UsageError(f"--scheduler {_address(client)}: the workers differ in their isolation")
        self._basis = {**grader.basis_by_subject, "isolation": isolation.pop()}
        self._expected = cluster_worker.digests_of(self._basis)
        self._alone = threading.Lock()

    @property
    def jobs(self) -> int:
        """How many submissions are sent at once: enough that no worker waits."""
        return TASKS_AHEAD * max(1, sum(self._client.nthreads().values()))  # type: ignore[no-untyped-call]

    @property
    def basis(self) -> str:
        """Everything but the submission that its report depends on, as a text to compare."""
        return repr(self._basis)

    def graded_file(self, file: SubmissionFile, _keep: Path | None = None) -> Graded:
        """Grade a submission on some worker; its page shows no pictures, since values stay there.

        Raises:
            UnfinishedError: It ends every worker.
            MachineError: A worker refuses, or the scheduler or every worker is lost.
        """
        graded = self._from_a_worker(file)
        with contextlib.suppress(UnreadableError):
            return replace(graded, submission=file.submission, audience=self._grader.options.audience)
        return graded

    def grade_file(self, file: SubmissionFile) -> Report:
        """Grade a submission on some worker; raises as `graded_file` does."""
        return self._from_a_worker(file).report

    def _from_a_worker(self, file: SubmissionFile) -> Graded:
        try:
            travels = (file.name, file.path.name, file.data, file.digest, *_known(file))
        except UnreadableError:
            return Graded(self._grader.grade_file(file))  # it says why; nothing has to run
        try:
            answer = orjson.loads(self._answered_twice(file.name, travels))
        except (CancelledError, OSError) as error:
            raise MachineError(f"the connection to the scheduler was lost; {CONTINUES}") from error
        if "refused" in answer:
            raise MachineError(f"{answer['refused']}; {CONTINUES}")
        return Graded(report_of(answer["report"]), incomplete=answer["incomplete"])

    def _answered_twice(self, name: str, travels: tuple[object, ...]) -> bytes:
        """Return a worker's answer. If its workers ended, another submission there may have ended them.

        So it is tried once more, and then no other suspect is tried at the same time.
        """
        killed = distributed().KilledWorker
        try:
            return self._answer(travels)
        except killed as error:
            before = error.allowed_failures + 1
        try:
            with self._alone:
                return self._answer(travels)
        except killed as error:
            tries = before + error.allowed_failures + 1
            raise UnfinishedError(
                f"{name}: ended the worker that graded it, {tries} times of {tries}"
            ) from error

    def _answer(self, travels: tuple[object, ...]) -> bytes:
        future = self._client.submit(
            self._task, self._request, self._expected, *travels, pure=False, retries=0
        )
        try:
            return self._result(future)
        finally:
            future.release()  # type: ignore[no-untyped-call]

    def _result(self, future: Future[bytes]) -> bytes:
        """Wait for an answer, as long as there are workers; one that is lost on its way is made again.

        Raises:
            MachineError: There have been none for a while.
        """
        last = time.monotonic()
        while True:
            try:
                return bytes(future.result(timeout=LOOK_SECONDS))
            except TimeoutError:
                if future.status == "error":  # its own, perhaps: there is nothing to wait for
                    return bytes(future.result())
            if self._client.nthreads():  # type: ignore[no-untyped-call]  # so is all of Dask
                last = time.monotonic()
            elif time.monotonic() - last >= PATIENCE_SECONDS:
                raise MachineError(f"the scheduler has had no worker for a while; {CONTINUES}")


def _check(address: str, answer: dict[str, Any], basis: dict[str, str]) -> None:
    """Check that a worker grades as this machine does; the isolation may differ.

    Raises:
        MachineError: It refuses.
        UsageError: It differs.
    """
    if "refused" in answer:
        raise MachineError(f"the worker {address} cannot be used: {answer['refused']}")
    differing = [s for s, text in basis.items() if s != "isolation" and answer["basis"].get(s) != text]
    if differing:
        raise UsageError(
            f"the worker {address} differs from this machine in its {' and '.join(differing)}; "
            "install the same on both"
        )


def _address(client: Client) -> str:
    return str(client.scheduler.address) if client.scheduler else "?"


def _known(file: SubmissionFile) -> tuple[bytes, ...]:
    """Return what is known about a submission beside its content, in the form that travels."""
    return () if file.known == NOTHING_KNOWN else (orjson.dumps(file.known),)
