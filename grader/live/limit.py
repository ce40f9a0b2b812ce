"""A time limit for a call in this process: by a signal on Unix, elsewhere by another thread."""

from __future__ import annotations

import ctypes
import signal
import threading
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

AGAIN_SECONDS = 0.05  # code that swallows the interruption is interrupted again


class OutOfTimeError(BaseException):
    """A call did not finish in time; a student's `except Exception` does not catch it."""


def within(seconds: float, function: Callable[[], T]) -> T:
    """Call a function and return what it returns.

    Args:
        seconds: Wall time. In the main thread of a Unix process, any Python code is interrupted at once,
            even a sleep; elsewhere, at the next line of Python.
        function: The function to call.

    Raises:
        OutOfTimeError: It did not finish in time.
    """
    alarm = _alarm(seconds)
    try:
        alarm.start()
        try:
            return function()
        finally:
            alarm.stop()
    except OutOfTimeError:
        alarm.stop()  # it may have fired while it was being stopped
        raise


class _Alarm(Protocol):
    def start(self) -> None: ...

    def stop(self) -> None: ...


def _alarm(seconds: float) -> _Alarm:
    is_main = threading.current_thread() is threading.main_thread()
    return _SignalAlarm(seconds) if is_main and hasattr(signal, "setitimer") else _ThreadAlarm(seconds)


class _SignalAlarm:
    """Interrupts by a timer's signal; restores the previous handler and timer."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._armed = False
        self._before: tuple[Any, tuple[float, float]] | None = None

    def start(self) -> None:
        handler = signal.signal(signal.SIGALRM, self._ring)
        self._armed = True
        self._before = handler, signal.setitimer(signal.ITIMER_REAL, self._seconds, AGAIN_SECONDS)

    def stop(self) -> None:
        self._armed = False
        if self._before is not None:
            handler, timer = self._before
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, handler)
            signal.setitimer(signal.ITIMER_REAL, *timer)
            self._before = None

    def _ring(self, *_: object) -> None:
        if self._armed:
            raise OutOfTimeError


class _ThreadAlarm:
    """Interrupts by an exception that another thread raises in the calling thread."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._caller = ctypes.c_ulong(threading.get_ident())
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._wait, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        with self._lock:
            self._stopped.set()
            self._set(None)  # clears one that was set but not raised yet

    def _wait(self) -> None:
        seconds = self._seconds
        while not self._stopped.wait(seconds):
            with self._lock:
                if not self._stopped.is_set():
                    self._set(ctypes.py_object(OutOfTimeError))
            seconds = AGAIN_SECONDS

    def _set(self, error: Any) -> None:
        ctypes.pythonapi.PyThreadState_SetAsyncExc(self._caller, error)
