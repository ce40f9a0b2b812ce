"""The reference's answers where helpers are not the student's: asked for values, or recorded as calls."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING, Any

from grader.judging.answer_cache import ReferenceAnswers, keep, load
from grader.judging.reference_failures import no_result
from grader.sandbox.helpers import KnownAnswers, ReferenceHelpers
from grader.sandbox.interface import Batch, Returned
from grader.sandbox.recording import recorded_answers
from grader.sandbox.session import setup_request

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from grader.judging.answer_key import AnswerKey
    from grader.packs import Case
    from grader.sandbox.interface import Outcome


class HelperAnswers:
    """What an answer key knows of helpers; safe to use from several threads."""

    def __init__(self, key: AnswerKey) -> None:
        self._key = key
        self._lock = threading.Lock()
        self._recorded: dict[str, Mapping[str, Outcome]] = {}
        self._tables_lock = threading.Lock()
        self._tables: dict[str, Mapping[str, Any]] = {}
        self._known = KnownAnswers(self._load, self._keep)

    def opened(self, names: Iterable[str], function: str, *, hidden: bool = False) -> ReferenceHelpers:
        """Return the reference's functions of some names, to be asked for values; the caller closes them.

        Args:
            names: The names.
            function: The function that calls them.
            hidden: Whether its hidden cases are run.
        """
        key, names = self._key, tuple(names)
        definitions = {name: key.definitions[name] for name in names}
        table = self._table(function, hidden=hidden) if names else {}
        return ReferenceHelpers(key.runtime, definitions, key.limits, self._setup, self._known, table=table)

    @property
    def _setup(self) -> bytes:
        """The request that prepares a box of the reference."""
        return setup_request(self._key.pack.assignment.stubs, self._key.pack.assignment.stub_sources)

    def _table(self, function: str, *, hidden: bool) -> Mapping[str, Any]:
        """Return the answers to what the reference's function, and examples of it, ask in some cases.

        No submission changes them: a program can count the answers that its box knows.
        """
        if self._key.runtime.kind != "numpy":
            return {}
        name = f"{function}-{'hidden' if hidden else 'public'}-asked"
        with self._tables_lock:
            if name not in self._tables:
                path = f"{self._key.cache_name(seeded=hidden)}-{name}"
                kept = load(path)
                if kept is None:
                    kept = ReferenceAnswers(self._asked_by_reference(function, hidden=hidden), {})
                    keep(path, kept)
                self._tables[name] = kept.values
            return self._tables[name]

    def _asked_by_reference(self, function: str, *, hidden: bool) -> Mapping[str, Any]:
        key = self._key
        cases = (key.hidden if hidden else key.public).get(function, ())
        examples = key.pack.reference.example_definitions(key.edition_id, key.variants, function)
        batches = [Batch(each.name, each, cases) for each in (key.definitions[function], *examples)]
        helpers = {name: key.definitions[name] for name in key.helpers(function)}
        return recorded_answers(key.runtime, batches, key.limits, self._setup, helpers)

    def recorded(
        self, function: str, helpers: tuple[str, ...], cases: tuple[Case, ...]
    ) -> Mapping[str, Outcome]:
        """Return the reference's answers to a function's cases where calls of some helpers are only recorded.

        Raises:
            MachineError: The reference fails on one of them.
        """
        name = "-with-".join((function, *helpers))
        with self._lock:
            if name not in self._recorded:
                self._recorded[name] = self._answered(function, helpers, cases, name)
            return self._recorded[name]

    def _answered(
        self, function: str, helpers: tuple[str, ...], cases: tuple[Case, ...], name: str
    ) -> Mapping[str, Outcome]:
        path = f"{self._key.cache_name()}-{name}"
        kept = load(path)
        if kept is not None and all(case.id in kept.values for case in cases):
            return {case: Returned(value) for case, value in kept.values.items()}
        with contextlib.closing(self.opened(helpers, function)) as asked:
            found = self._key.execute(
                [Batch(function, self._key.definitions[function], cases)], asked
            ).outcomes
        for case, outcome in found.items():
            if not isinstance(outcome, Returned):
                raise no_result(self._key.pack, self._key.edition_id, self._key.variants, case, outcome)
        keep(
            path,
            ReferenceAnswers({case: o.value for case, o in found.items() if isinstance(o, Returned)}, {}),
        )
        return found

    def _load(self) -> Any:
        kept = load(self._path())
        return None if kept is None else kept.values

    def _keep(self, values: Mapping[str, Any]) -> None:
        keep(self._path(), ReferenceAnswers(values, {}))

    def _path(self) -> str:
        """Return a name for all sets of hidden cases: each has the public ones."""
        return f"{self._key.cache_name(seeded=False)}-of-helpers"
