"""Who is at work: the name that is kept with a verdict."""

from __future__ import annotations

import getpass
import os

VARIABLE = "LITLODE_PERSON"
"""The environment variable that says who is at work."""


def whoami(named: str | None = None) -> str | None:
    """The person named, else what `LITLODE_PERSON` says, else the login name; None where the system knows none."""
    for name in (named, os.environ.get(VARIABLE)):
        if name and (one_line := " ".join(name.split())):
            return one_line
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # what it raises depends on the system and the version of Python
        return None
