"""Raises an exception with a terminal's escapes and a printer's markup."""
# loses: pool_forward=15 error


def pool_forward(A_prev, hparameters, mode="max"):
    raise ValueError("[bold red]100 / 100[/] [link=file:///] \x1b[2J\x1b]0;owned\x07 \r\x9b31m")
