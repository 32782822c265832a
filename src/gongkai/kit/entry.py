"""What somebody typed that cannot be taken: which field, what is wrong, what to do."""

from collections.abc import Mapping


class BadEntry(ValueError):
    """One or more fields cannot be taken; problems maps the field's name to a sentence for the reader."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("；".join(problems.values()))
        self.problems = dict(problems)


class Entry:
    """Collects what is wrong with an entry, so that all of it is said at once."""

    def __init__(self) -> None:
        self._problems: dict[str, str] = {}

    def refuse(self, field: str, wrong: bool, message: str) -> None:
        """Note the message for the field where something is wrong with it; the first one stays."""
        if wrong:
            self._problems.setdefault(field, message)

    def check(self) -> None:
        """Raise BadEntry if anything was noted."""
        if self._problems:
            raise BadEntry(self._problems)
