"""The errors a user can meet: each builds one line that says the file, the cause and what to do."""

from __future__ import annotations


class PlandiffError(Exception):
    """Any trouble with an input, an option or an output; `str()` is one line for the user."""

    def __init__(self, place: str, cause: str, remedy: str) -> None:
        super().__init__(f"{place}: {cause} {remedy}")


class ReadError(PlandiffError):
    """An input that is missing, unreadable, empty or not a plan."""


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
