"""Named checks, in the order in which they are written."""

import dataclasses
import typing


class Check(typing.NamedTuple):
    """A function of the surroundings that raises when what its name says is not so."""

    name: str
    function: typing.Callable


@dataclasses.dataclass
class CheckList:
    """The checks of one module."""

    checks: list = dataclasses.field(default_factory=list)

    def check(self, name):
        def note(function):
            self.checks.append(Check(name, function))
            return function
        return note
