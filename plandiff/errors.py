"""The errors a user can meet: each builds one line that says the file, the cause and what to do."""

from __future__ import annotations

import re

_WHITE = r"[ \t\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+"
# What cannot be printed, or turns the direction of a line: in the names of files, and in what libraries quote of them.
_UNSEEN = "[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"


class PlandiffError(Exception):
    """Any trouble with an input, an option or an output; `str()` is one line for the user."""

    def __init__(self, place: str, cause: str, remedy: str) -> None:
        super().__init__(place, cause, remedy)

    def __str__(self) -> str:
        place, cause, remedy = self.args
        return re.sub(_UNSEEN, "\ufffd", re.sub(_WHITE, " ", f"{place}: {cause} {remedy}"))


class ReadError(PlandiffError):
    """An input that is missing, unreadable, empty or not a plan."""


class StuckError(ReadError):
    """An input that takes longer than it may, of which the process that reads it cannot let go."""


class WriteError(PlandiffError):
    """An output that cannot be written."""


class FormatError(PlandiffError):
    """A report format or dictionary that does not exist."""


class ManifestError(PlandiffError):
    """A list of pairs that cannot be read, or that contradicts itself."""


class SchedulerError(PlandiffError):
    """A cluster that cannot be reached or has no workers."""


class ConfigError(PlandiffError):
    """A configuration that cannot be read, or that says what does not exist."""
