"""The student's code, as a test sees it: functions to call and objects to probe, at the other end of a transport."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from gradax.results import Kind
from gradax.testing.failure import Failure
from gradax.testing.probe import Probe, probe
from gradax.testing.program import Program
from gradax.testing.sentences import NOT_IMPLEMENTED, explained
from gradax.wire.failures import GraderFault, StudentFailure
from gradax.wire.transport import Transport


@probe
def _defines(student, name):  # type: ignore[no-untyped-def]
    return hasattr(student, name)


class Student:
    """A student's code. ``student.f(x)`` calls the function `f` that the student wrote, with plain data.

    Where the code gives no answer, each method raises `Failure` with a sentence for the student and with the kind of
    ending.

    Args:
        transport: the way to the code.
        deadline: seconds for one request; None for the transport's own.
    """

    def __init__(self, transport: Transport, deadline: float | None = None) -> None:
        self._transport = transport
        self._deadline = deadline

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)
        return partial(self.call, name)

    def call(self, function: str, /, *args: Any, **kwargs: Any) -> Any:
        """Call a function by name; for names that are methods of this class."""
        __tracebackhide__ = True
        try:
            return self._call(function, args, kwargs)
        except StudentFailure as failure:
            raise self._failed(failure, f"`{function}`", function) from None

    def probe(self, probe: Probe, /, **data: Any) -> Any:
        """Run a probe where the student's code lives and give what it returns.

        A probe that returns a dict written out gives a dict with its keys or is a `Failure`: the student's code could
        answer in its stead.
        """
        __tracebackhide__ = True
        return self._ask(probe, **data)

    def export(self, made: Probe, /, *args: Any, **data: Any) -> Program:
        """The function that a probe returns, as one program for arguments of the shapes and dtypes of `args`.

        It is made where the student's code lives, and measured and run in a process where none of it ran: what is true
        of its structure is true of what gives its values. Only the shapes and dtypes of `args` reach the student.
        """
        __tracebackhide__ = True
        return Program(self._ask, made, args, data)

    def _ask(self, probe: Probe, /, *, prelude: str = "", clean: bool = False, **data: Any) -> Any:
        """Run a probe after a `prelude`, beside the student's code or in a `clean` process without it."""
        __tracebackhide__ = True
        op = "clean" if clean else "probe"
        try:
            seen = self._request(op, source=prelude + probe.source, name=probe.name, data=data)
            if probe.keys is not None and not (isinstance(seen, dict) and seen.keys() == probe.keys):
                raise StudentFailure(Kind.PROTOCOL, "the probe did not return what it says that it returns")
            return seen
        except StudentFailure as failure:
            missing = failure.claim if failure.claim in probe.names else None
            raise self._failed(failure, "your code", missing) from None

    def raises(self, exception: type[BaseException], function: str, /, *args: Any, **kwargs: Any) -> bool:
        """Whether calling `function` raises `exception` or a subclass of it.

        False if it returns or raises something else. A function that is missing or not written yet, or that ends in
        another way, is a `Failure`, whatever exception is asked for.
        """
        __tracebackhide__ = True
        try:
            self._call(function, args, kwargs)
        except StudentFailure as failure:
            unwritten = NOT_IMPLEMENTED in failure.exception_types and exception is not NotImplementedError
            if failure.kind != Kind.EXCEPTION or unwritten:
                raise self._failed(failure, f"`{function}`", function) from None
            return exception.__name__ in failure.exception_types
        return False

    def defines(self, name: str) -> bool:
        """Whether the student's code defines `name`."""
        __tracebackhide__ = True
        return self.probe(_defines, name=name) is True

    def within(self, seconds: float) -> Student:
        """The same student, who has that many seconds for each request."""
        return type(self)(self._transport, seconds)

    def _call(self, function: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        return self._request("call", function=function, args=list(args), kwargs=kwargs)

    def _request(self, op: str, **fields: Any) -> Any:
        return self._transport.request(op, self._deadline, **fields)

    def _failed(self, failure: StudentFailure, subject: str, missing: str | None) -> Exception:
        return explained(failure, subject, missing=missing)


class Reference(Student):
    """The instructor's solution behind the same interface; its failures are ours, never the student's."""

    def _failed(self, failure: StudentFailure, subject: str, missing: str | None) -> Exception:
        told: Failure = explained(failure, subject, missing=missing)
        return GraderFault(f"the reference solution did not answer: {told}")
