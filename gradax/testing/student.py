"""The student's code, as a test sees it: functions to call and objects to probe, at the other end of a transport."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from gradax.results import Kind
from gradax.testing.failure import Failure
from gradax.testing.probe import Probe, probe
from gradax.testing.program import Program
from gradax.testing.sentences import explained, is_unwritten
from gradax.wire.failures import GraderFault, ReferenceFault, StudentFailure
from gradax.wire.transport import Transport


@probe
def _defines(student, name):  # type: ignore[no-untyped-def]
    return hasattr(student, name)


class Student:
    """A student's code. ``student.f(x)`` calls the function `f` that the student wrote, with plain data.

    Arguments and answers are plain data: numbers, strings, None, arrays, `Key` and `HostArray`, and lists, tuples and
    dicts of these. An array arrives as a ``jax.Array`` and comes back as NumPy's, read-only, with its shape and dtype
    and with `origin`, "jax" or "numpy".

    Where the code gives no answer, each method raises `Failure` with a sentence for the student, with the kind of
    ending (``exception``, ``not_defined``, ``timeout``, …) and with a code, such as ``exception:TypeError``.

    Args:
        transport: the way to the code.
        deadline: seconds for one request; None for the transport's own.

    Examples:
        Passes:

        >>> student = student_of("def double(x): return 2 * x")
        >>> got = student.double(np.float32([1, 2]))
        >>> got.tolist(), got.dtype.name, got.origin
        ([2.0, 4.0], 'float32', 'jax')

        Fails:

        >>> student = student_of("def double(x): return x.twice")
        >>> student.double(np.float32([1, 2]))
        Traceback (most recent call last):
        gradax.testing.failure.Failure: `double` raised AttributeError: ...
        >>> student.halve(1)
        Traceback (most recent call last):
        gradax.testing.failure.Failure: `halve` is not defined: did you run and save that cell?
    """

    def __init__(self, transport: Transport, deadline: float | None = None) -> None:
        self._transport = transport
        self._deadline = deadline

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)
        return partial(self.call, name)

    def call(self, function: str, /, *args: Any, **kwargs: Any) -> Any:
        """Call a function by name; for names that are methods of this class.

        Args:
            function: its name, which may have dots: ``"Model.apply"``.
            args: plain data.
            kwargs: plain data.

        Raises:
            Failure: where the function is missing or gives no answer.

        Examples:
            Passes:

            >>> student = student_of("def call(x): return x + 1")
            >>> student.call("call", 2)
            3

            Fails:

            >>> student = student_of("def call(x): raise NotImplementedError")
            >>> student.call("call", 2)
            Traceback (most recent call last):
            gradax.testing.failure.Failure: `call` is not written yet.
            ...
        """
        __tracebackhide__ = True
        try:
            return self._call(function, args, kwargs)
        except StudentFailure as failure:
            raise self._failed(failure, f"`{function}`", function) from None

    def probe(self, probe: Probe, /, **data: Any) -> Any:
        """Run a probe where the student's code lives and give what it returns.

        A probe that returns a dict written out gives a dict with its keys or is a `Failure`: the student's code could
        answer in its place.

        Args:
            probe: what `probe` made.
            data: plain data, by the names of the probe's arguments.

        Raises:
            Failure: where the student's code raises in it, lacks a name that it reads, or gives another answer.

        Examples:
            Passes:

            >>> @probe
            ... def under_jit(student, x):
            ...     import jax
            ...     return {"got": jax.jit(student.relu)(x)}
            >>> student = student_of("def relu(x): return jnp.where(x > 0, x, 0)")
            >>> student.probe(under_jit, x=np.float32(-1))["got"]
            Returned(0., dtype=float32)

            Fails:

            >>> student = student_of("def relu(x): return x if x > 0 else 0")
            >>> student.probe(under_jit, x=np.float32(-1))
            Traceback (most recent call last):
            gradax.testing.failure.Failure: Your code raised TracerBoolConversionError: ...
        """
        __tracebackhide__ = True
        return self._ask(probe, **data)

    def export(self, made: Probe, /, *args: Any, **data: Any) -> Program:
        """The function that a probe returns, as one program for arguments of the shapes and dtypes of `args`.

        It is made where the student's code lives, and measured and run in a process where none of it ran: what is true
        of its structure is true of what gives its values. Only the shapes and dtypes of `args` reach the student.

        Args:
            made: a probe that returns the function.
            args: arrays, or trees of them, of the shapes and dtypes that the program is for.
            data: the probe's own data.

        Raises:
            Failure: where the function cannot be traced, or where what was made of it is not a program.

        Examples:
            Passes:

            >>> @probe
            ... def total(student):
            ...     return student.total
            >>> student = student_of("def total(x): return jnp.sum(x)")
            >>> small, large = (student.export(total, np.ones(n, np.float32)) for n in (4, 16))
            >>> large.outgrows(small)
            False

            Fails:

            >>> student = student_of("def total(x): return sum(x[i] for i in range(len(x)))")
            >>> small, large = (student.export(total, np.ones(n, np.float32)) for n in (4, 16))
            >>> large.outgrows(small)
            True
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
            # The probe itself may have raised, on what the student's code gave it: no line of theirs did.
            elsewhere = failure.kind is Kind.EXCEPTION and failure.line is None
            raise self._failed(failure, "using your code" if elsewhere else "your code", missing) from None

    def raises(self, exception: type[BaseException], function: str, /, *args: Any, **kwargs: Any) -> bool:
        """Whether calling `function` raises `exception` or a subclass of it.

        False if it returns or raises something else. A function that is missing or not written yet, or that ends in
        another way, is a `Failure`, whatever exception is asked for.

        Args:
            exception: a class of exceptions; by its name, since the student's process has classes of its own.
            function: the function's name.
            args: plain data.
            kwargs: plain data.

        Raises:
            Failure: where there is no answer for another reason.

        Examples:
            Passes:

            >>> student = student_of("def get(d, k): return d[k]")
            >>> student.raises(KeyError, "get", {}, "w")
            True

            Fails:

            >>> student = student_of("def get(d, k): return d.get(k)")
            >>> student.raises(KeyError, "get", {}, "w")
            False
        """
        __tracebackhide__ = True
        try:
            self._call(function, args, kwargs)
        except StudentFailure as failure:
            unwritten = is_unwritten(failure) and exception is not NotImplementedError
            if failure.kind != Kind.EXCEPTION or unwritten:
                raise self._failed(failure, f"`{function}`", function) from None
            return exception.__name__ in failure.exception_types
        return False

    def defines(self, name: str) -> bool:
        """Whether the student's code defines `name`.

        Examples:
            Passes:

            >>> student_of("def double(x): return 2 * x").defines("double")
            True

            Fails:

            >>> student_of("def dobule(x): return 2 * x").defines("double")
            False
        """
        __tracebackhide__ = True
        return self.probe(_defines, name=name) is True

    def within(self, seconds: float) -> Student:
        """The same student, with that many seconds for each request, of the time that their code is given.

        Args:
            seconds: a generous number: a busy or slow machine must not decide.

        Examples:
            Passes:

            >>> student_of("def double(x): return 2 * x").within(30).double(3)
            6

            Fails:

            >>> student_of('''
            ... def double(x):
            ...     while True: pass
            ... ''').within(0.2).double(3)
            Traceback (most recent call last):
            gradax.testing.failure.Failure: `double` did not end within 0.2 s...
        """
        return type(self)(self._transport, seconds)

    def _call(self, function: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        return self._request("call", function=function, args=list(args), kwargs=kwargs)

    def _request(self, op: str, **fields: Any) -> Any:
        return self._transport.request(op, self._deadline, **fields)

    def _failed(self, failure: StudentFailure, subject: str, missing: str | None) -> Exception:
        return explained(failure, subject, missing=missing)


class Reference(Student):
    """The instructor's solution behind the same interface; its failures are ours, never the student's.

    Where it gives no answer, the test ends in an error: the student loses nothing, and the grader is told.

    Examples:
        Passes:

        >>> reference = student_of("def double(x): return 2 * x", Reference)
        >>> reference.double(3)
        6

        Fails:

        >>> reference.double()
        Traceback (most recent call last):
        gradax.wire.failures.ReferenceFault: the reference solution did not answer: `double` raised TypeError: ...
    """

    def _failed(self, failure: StudentFailure, subject: str, missing: str | None) -> Exception:
        told: Failure = explained(failure, subject, missing=missing)
        fault = ReferenceFault if failure.kind is Kind.EXCEPTION else GraderFault
        return fault(f"the reference solution did not answer: {told}")
