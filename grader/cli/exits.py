"""How a command ends: its exit status, and a sentence for every error."""

from __future__ import annotations

import io
import os
import sys
import traceback
from typing import TYPE_CHECKING

import click

from grader.errors import GradeError, MachineError
from grader.support.interruption import noticing
from grader.support.text import clean

if TYPE_CHECKING:
    from typing import NoReturn

GRADED, BELOW, NOTHING, FAILED, INTERRUPTED = 0, 1, 2, 3, 130


def exit_with(program: click.Command, name: str) -> None:
    """Run a command and exit with its status; errors are sentences, with a traceback only under --verbose."""
    arguments = sys.argv[1:]
    status = FAILED
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: PTH123, SIM115 - None where it is closed: `2>&-`
    if sys.stdout is None:
        click.echo(f"{name}: standard output is closed", err=True)
        os._exit(FAILED)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console without ✓ shows a question mark
    try:
        with noticing():
            status = program.main(arguments, prog_name=name, standalone_mode=False) or GRADED
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(f"{name}: interrupted", err=True)
        status = INTERRUPTED
    except (BrokenPipeError, SystemExit):  # `grade … | head`: click turns the first into the second
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = GRADED
    except Exception as error:  # noqa: BLE001 - the one boundary where errors become sentences
        status = _explain(name, error, verbose=bool({"-v", "--verbose"} & set(arguments)))
    _leave(status)


def _leave(status: int) -> NoReturn:
    """Exit at once: everything is closed by now, and unloading NumPy takes 30 ms."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        pass
    except OSError as error:
        click.echo(f"standard output can't be written: {error.strerror}", err=True)
        status = FAILED
    sys.stderr.flush()
    os._exit(status)


def _explain(name: str, error: Exception, *, verbose: bool) -> int:
    if verbose:
        traceback.print_exception(error)
    if isinstance(error, GradeError):
        click.echo(f"{name}: {clean(str(error))}", err=True)
        return FAILED if isinstance(error, MachineError) else NOTHING
    if isinstance(error, OSError) and error.strerror:
        click.echo(f"{name}: operating system error: {clean(error.strerror)}", err=True)
        return FAILED
    hint = "" if verbose else "; --verbose shows where"
    click.echo(f"{name}: the grader failed ({type(error).__name__}: {error}){hint}", err=True)
    return FAILED
