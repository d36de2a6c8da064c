"""Comparing what a student returned with what is expected: structure, then shape, then dtype, then value.

Each has its own message, which holds no value. What a student returned may be anything: whatever it is, these
functions return or raise `Failure`, nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from gradax import codes
from gradax.testing.compared import Compared
from gradax.testing.describe import is_array, labelled, noun, sketched
from gradax.testing.failure import Failure
from gradax.testing.values import KINDS, Mismatch, discrepancy, is_numeric, kind_of, shape_of
from gradax.wire.values import HostArray, Key

RTOL, ATOL = 1e-4, 1e-5  # float32


def expect_array(
    got: Any,
    *,
    what: str,
    shape: tuple[int, ...] | None = None,
    dtype: DTypeLike | None = None,
    code: str | None = None,
) -> NDArray[Any]:
    """Expect an array, of this shape and dtype where they are given, and return it.

    Args:
        got: what the student returned. A Python number is not an array.
        what: the words for it, usually the call: "`forward(params, x)`".
        shape: the exact shape.
        dtype: the exact dtype, or a NumPy class of dtypes such as `np.integer`.
        code: the cause of another dtype, in place of ``dtype``.

    Returns:
        What came back, as a NumPy array.

    Raises:
        Failure: where it is something else, or has another shape or dtype.

    Examples:
        Passes:

        >>> student = student_of("def double(x): return 2 * x")
        >>> x = np.ones((2, 3), np.float32)
        >>> got = expect_array(student.double(x), what="`double(x)`", shape=(2, 3), dtype=np.floating)
        >>> got.dtype.name
        'float32'

        Fails:

        >>> expect_array(student.double(x), what="`double(x)`", shape=(2,))
        Traceback (most recent call last):
        gradax.testing.failure.Failure: `double(x)` has shape (2, 3); expected (2,).
        ...
        >>> expect_array(student.double([1.0]), what="`double(x)`")
        Traceback (most recent call last):
        gradax.testing.failure.Failure: `double(x)` is a list of 2; expected an array.
        got: [1.0, 1.0]
    """
    __tracebackhide__ = True
    mismatch = _not_the_array(got, what, shape, dtype)
    if mismatch is not None:
        named = code if code and mismatch.code == codes.DTYPE else mismatch.code
        raise Failure(mismatch.sentence, labelled("got", got), code=named)
    return np.asarray(got) if not isinstance(got, np.ndarray) else got


def expect_close(
    got: Any,
    want: Any,
    *,
    what: str,
    rtol: float = RTOL,
    atol: float = ATOL,
    because: str = "",
    code: str | None = None,
) -> None:
    """Expect the values `want`, a whole tree of them: same containers, shapes and kinds of dtype, close values.

    Integers, bools, strings and keys are compared exactly; ``nan`` equals ``nan`` and ``inf`` equals ``inf`` only
    where they are expected. A Python number and an array of shape () are the same here.

    Args:
        got: what the student returned.
        want: what is expected, of your own making.
        what: the words for it, usually the call: "`forward(params, x)`".
        rtol: relative tolerance, of the expected value; 1e-4 by default, which suits float32.
        atol: absolute tolerance; 1e-5 by default.
        because: the last sentence of every message: the likely misconception and where to read about it.
        code: the cause of other values, in place of ``value``, ``nan`` or ``inf``. What is of another structure, shape
            or dtype does not confirm it.

    Raises:
        Failure: with the first mismatch: all structures before all shapes, all shapes before all dtypes, values last.

    Examples:
        Passes:

        >>> x = np.array([1, 2, 3], np.float32)
        >>> student = student_of("def double(x): return 2 * x")
        >>> expect_close(student.double(x), 2 * x, what="`double(x)`")
        >>> expect_close({"w": x, "b": 0.5}, {"w": x + 1e-6, "b": np.float64(0.5)}, what="the layer")

        Fails:

        >>> student = student_of("def double(x): return x + 2")
        >>> expect_close(student.double(x), 2 * x, what="`double(x)`", because="Multiply by 2.")
        Traceback (most recent call last):
        gradax.testing.failure.Failure: `double(x)` differs from what is expected in 2 of 3 entries, by at most 1. ...
        expected: [2., 4., 6.] (float32[3])
             got: [3., 4., 5.] (float32[3])
           where: [0] and [2]
        >>> expect_close([1, 2], (1, 2), what="`shape_of(x)`")
        Traceback (most recent call last):
        gradax.testing.failure.Failure: `shape_of(x)` is a list of 2; expected a tuple of 2.
        ...
    """
    __tracebackhide__ = True
    mismatch = _mismatch(got, want, what, rtol, atol)
    if mismatch is not None:
        detail = f"{labelled('expected', want)}\n{labelled('     got', got)}"
        if mismatch.where:
            detail += f"\n   where: {mismatch.where}"
        compared = Compared(got, want, rtol, atol)
        named = code if code and mismatch.code in codes.OF_VALUES else mismatch.code
        raise Failure(f"{mismatch.sentence} {because}".rstrip(), detail, code=named, compared=compared)


def expect_tree(got: Any, like: Any, *, what: str) -> None:
    """Expect the containers, keys and shapes of `like`; values and dtypes may differ.

    Args:
        got: what the student returned.
        like: a tree of the same structure, such as what `jax.tree.map` should keep.
        what: the words for it, usually the call.

    Raises:
        Failure: with the first mismatch.

    Examples:
        Passes:

        >>> like = {"w": np.zeros((3, 2)), "b": np.zeros(2)}
        >>> expect_tree({"w": np.ones((3, 2)), "b": np.ones(2)}, like, what="the gradient")

        Fails:

        >>> expect_tree({"w": np.ones((3, 2))}, like, what="the gradient")
        Traceback (most recent call last):
        gradax.testing.failure.Failure: The gradient has no key 'b'.
        ...
        >>> expect_tree({"w": np.ones((2, 3)), "b": np.ones(2)}, like, what="the gradient")
        Traceback (most recent call last):
        gradax.testing.failure.Failure: The gradient['w'] has shape (2, 3); expected (3, 2).
        ...
    """
    __tracebackhide__ = True
    for path, mine, theirs in _pairs(got, like):
        mismatch = _structure(mine, theirs, what + path) or _shape(mine, theirs, what + path)
        if mismatch is not None:
            compared = Compared(got, like, structure_only=True)
            raise Failure(mismatch.sentence, sketched("got", got), code=mismatch.code, compared=compared)


def recognise(got: Any, wrong: Any, because: str, *, want: Any = None, code: str = codes.RECOGNISED) -> None:
    """Fail with `because` where `got` is the known wrong value `wrong`: same structure and shapes, close values.

    It refuses this one mistake and nothing else; an expectation follows it.

    Args:
        got: what the student returned.
        wrong: what a known mistake gives, of your own making; of any dtype.
        because: what the student reads: the mistake, and what to do about it.
        want: the right value, where chance could make it equal to the wrong one: then it is never refused.
        code: names what makes such a value: ``before-relu``.

    Raises:
        Failure: where the mistake is recognised.

    Examples:
        Passes:

        >>> x = np.array([1, 2, 4], np.float32)
        >>> student = student_of("def mean(x): return x.sum() / x.size")
        >>> recognise(student.mean(x), np.sum(x), "This is the sum: divide by the count.", code="sum")

        Fails:

        >>> student = student_of("def mean(x): return x.sum()")
        >>> recognise(student.mean(x), np.sum(x), "This is the sum: divide by the count.", code="sum")
        Traceback (most recent call last):
        gradax.testing.failure.Failure: This is the sum: divide by the count.
        got: 7. (float32[])
    """
    __tracebackhide__ = True
    if want is not None and _mismatch(got, want, "", RTOL, ATOL) is None:
        return
    if _mismatch(got, wrong, "", RTOL, ATOL, same_kind=False) is None:
        compared = None if want is None else Compared(got, want, RTOL, ATOL)
        raise Failure(because, labelled("got", got), code=code, compared=compared)


def equal(got: Any, want: Any) -> bool:
    """Whether `got` has exactly the structure, shapes, kinds and values of `want`; never raises, whatever `got` is.

    Examples:
        Passes:

        >>> equal([np.arange(3), "relu"], [np.array([0, 1, 2]), "relu"])
        True

        Fails:

        >>> equal(np.float32([0.1 + 0.2]), np.float32([0.3 + 1e-6]))
        False
        >>> equal(None, np.arange(3))
        False
    """
    return _mismatch(got, want, "", 0.0, 0.0) is None


def near(got: Any, want: Any, *, rtol: float = 1e-3, atol: float = 1e-4) -> bool:
    """Whether `got` has the structure, shapes and kinds of `want`, and about its values; never raises, like `equal`.

    Args:
        got: what the student returned.
        want: what it is compared with.
        rtol: relative tolerance, of the wanted value.
        atol: absolute tolerance.

    Examples:
        Passes:

        >>> near(np.float32([1.0005]), np.float32([1.0]))
        True

        Fails:

        >>> near(np.float32([1.1]), np.float32([1.0]))
        False
        >>> near(np.float32([[1.0]]), np.float32([1.0]))
        False
    """
    return _mismatch(got, want, "", rtol, atol) is None


def _not_the_array(got: Any, what: str, shape: tuple[int, ...] | None, dtype: DTypeLike | None) -> Mismatch | None:
    if not is_array(got):
        return Mismatch(codes.TYPE, f"{what} is {noun(got)}; expected an array.{_forgotten_return(got, what)}")
    if shape is not None and got.shape != tuple(shape):
        return Mismatch(codes.SHAPE, f"{what} has shape {got.shape}; expected {tuple(shape)}.")
    if dtype is not None and not _has_dtype(got.dtype, dtype):
        name = dtype.__name__ if isinstance(dtype, type) else np.dtype(dtype).name
        return Mismatch(codes.DTYPE, f"{what} has dtype {got.dtype.name}; expected {name}.")
    return None


def _has_dtype(dtype: np.dtype[Any], wanted: DTypeLike) -> bool:
    if isinstance(wanted, type) and issubclass(wanted, np.generic):
        return bool(np.issubdtype(dtype, wanted))
    return dtype == np.dtype(wanted)


def _mismatch(got: Any, want: Any, what: str, rtol: float, atol: float, *, same_kind: bool = True) -> Mismatch | None:
    """The first mismatch: all structures before all shapes, all shapes before all dtypes, values last."""
    pairs = []
    for path, mine, theirs in _pairs(got, want):
        if (wrong := _structure(mine, theirs, what + path)) is not None:
            return wrong
        pairs.append((what + path, mine, theirs))
    leaves = [pair for pair in pairs if not isinstance(pair[2], dict | list | tuple)]
    for where, mine, theirs in leaves:
        if (wrong := _shape(mine, theirs, where)) is not None:
            return wrong
    for where, mine, theirs in leaves if same_kind else []:
        if (wrong := _kind(mine, theirs, where)) is not None:
            return wrong
    for where, mine, theirs in leaves:
        if (wrong := _value(mine, theirs, where, rtol, atol)) is not None:
            return wrong
    return None


def _pairs(got: Any, want: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Each node of `want` with its counterpart, from the top; the caller stops at the first wrong structure."""
    if isinstance(want, HostArray):
        want = want.array
    yield path, got, want
    if isinstance(want, dict):
        for key in want:
            yield from _pairs(got[key], want[key], f"{path}[{key!r}]")
    elif isinstance(want, list | tuple):
        for index, (mine, theirs) in enumerate(zip(got, want, strict=True)):
            yield from _pairs(mine, theirs, f"{path}[{index}]")


def _structure(got: Any, want: Any, what: str) -> Mismatch | None:
    sentence = _structural(got, want, what)
    return None if sentence is None else Mismatch(codes.STRUCTURE, sentence)


def _structural(got: Any, want: Any, what: str) -> str | None:
    if isinstance(want, dict):
        if not isinstance(got, dict):
            return f"{what} is {noun(got)}; expected a dict.{_forgotten_return(got, what)}"
        missing = [key for key in want if key not in got]
        if missing:
            return f"{what} has no key {', '.join(map(repr, missing))}."
        if len(got) > len(want):
            # Their names are the student's choice: in a hidden test's message they could carry its inputs out.
            surplus = len(got) - len(want)
            return (
                f"{what} has {surplus} {'key' if surplus == 1 else 'keys'} too many; "
                f"expected only {', '.join(map(repr, want)) or 'an empty dict'}."
            )
        return None
    if isinstance(want, list | tuple):
        sort = tuple if isinstance(want, tuple) else list
        if not isinstance(got, sort) or len(got) != len(want):
            return f"{what} is {noun(got)}; expected a {sort.__name__} of {len(want)}.{_forgotten_return(got, what)}"
        return None
    if is_numeric(want):
        if not is_numeric(got):
            expected = "a number" if np.shape(want) == () else "an array"
            return f"{what} is {noun(got)}; expected {expected}.{_forgotten_return(got, what)}"
        return None
    if type(got) is not type(want):
        return f"{what} is {noun(got)}; expected {noun(want)}.{_forgotten_return(got, what)}"
    return None


def _shape(got: Any, want: Any, what: str) -> Mismatch | None:
    mine, theirs = shape_of(got), shape_of(want)
    return None if mine == theirs else Mismatch(codes.SHAPE, f"{what} has shape {mine}; expected {theirs}.")


def _kind(got: Any, want: Any, what: str) -> Mismatch | None:
    if not is_numeric(want) or kind_of(got) == kind_of(want):
        return None
    mine = f"has dtype {got.dtype.name}" if is_array(got) else f"is {noun(got)}"
    return Mismatch(codes.DTYPE, f"{what} {mine}; expected {KINDS[kind_of(want)]}.")


def _value(got: Any, want: Any, what: str, rtol: float, atol: float) -> Mismatch | None:
    if is_numeric(want):
        found = discrepancy(got, want, rtol, atol)
        return found and Mismatch(found.code, f"{what} {found.sentence}.", found.where)
    if isinstance(want, Key):
        same = got.impl == want.impl and np.array_equal(got.data, want.data)
    else:
        same = isinstance(want, dict | list | tuple) or got == want
    return None if same else Mismatch(codes.VALUE, f"{what} is {noun(got)}, but not the expected one.")


def _forgotten_return(got: Any, what: str) -> str:
    """A question about a call that gave None; None within what a call gave is no forgotten `return`."""
    called = what.startswith("`") and what.endswith(")`")
    return " Does it end with `return`?" if got is None and called else ""
