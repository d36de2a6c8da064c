"""What a student reads when their code ended without an answer: one sentence of ours for each way to end.

An exception's own text and the name of a student's class never appear: both could carry a hidden test's inputs out.
"""

from __future__ import annotations

from gradax import codes
from gradax.results import Kind
from gradax.testing.failure import Failure
from gradax.text import printable
from gradax.wire.failures import StudentFailure

NOT_WRITTEN = "NotImplementedError"

_ENDINGS = {
    Kind.TIMEOUT: "did not answer in time. Look for a loop that does not end, or for one that goes over single "
    "elements where an operation on the whole array would do.",
    Kind.CPU_LIMIT: "used up its computing time. Look for a loop that does not end, or for one that goes over single "
    "elements where an operation on the whole array would do.",
    Kind.MEMORY: "needed more memory than there is. Look for an array that grows in a loop, or for a broadcast to a "
    "shape that you did not mean.",
    Kind.CRASH: "made Python itself crash.",
    Kind.EXITED: "ended the Python process. Remove `exit()`, `quit()` and `sys.exit()`; let a function end by "
    "`return`.",
    Kind.OUTPUT_FLOOD: "printed far too much. Remove the `print` from your loop.",
    Kind.REPLY_TOO_LARGE: "returned more data than can be handed in. Look for a broadcast to a shape that you did "
    "not mean.",
    Kind.UNSERIALISABLE: "returned something that cannot be handed in. Return arrays, numbers, strings, None, and "
    "lists, tuples and dicts of these; no function, no object of a class of your own, no tracer.",
    Kind.PROTOCOL: "gave an answer that cannot be read. Something in your notebook interferes with how answers are "
    "handed in; remove what replaces parts of Python or of its libraries.",
}

# Python's, JAX's and Flax's own errors; each says what it means, then what to do.
_LESSONS = {
    "TracerBoolConversionError": "a Python `if`, `while`, `and` or `or` asked for the truth of a value that is "
    "traced. Under `jit`, `vmap` and `grad` it is not known yet: use `jnp.where`, `lax.cond` or `lax.while_loop`.",
    "ConcretizationTypeError": "Python needed the value of something that is traced, and under `jit` it is not known "
    "yet. Compute with `jnp` instead, or make that argument static.",
    "TracerArrayConversionError": "NumPy was given a traced value. Inside `jit`, `vmap` and `grad` use `jnp` in "
    "place of `np`.",
    "TracerIntegerConversionError": "a traced value was used where Python needs an integer, such as `range(n)` or an "
    "index of a list. Use `lax.fori_loop` or an array, or make that argument static.",
    "UnexpectedTracerError": "a traced value has outlived the function that was traced. Look for a global, a list or "
    "an attribute that it was stored in; return it instead.",
    "NonConcreteBooleanIndexError": "a traced mask was used as an index, so the result's shape would depend on "
    "values. Use `jnp.where(mask, x, fill)`, which keeps the shape.",
    "KeyReuseError": "a random key was used twice. Split it, and use each part once.",
    "InvalidRngError": "Flax has no random key for what it was to draw. Dropout draws in train mode only "
    "(`deterministic=not train`), from `rngs={'dropout': key}`.",
    "ModifyScopeVariableError": "Flax was to change a collection that is not mutable. A module asks "
    "`self.is_mutable_collection(name)` first, BatchNorm changes its own in train mode only "
    "(`use_running_average=not train`), and `apply` allows it with `mutable=['batch_stats']`.",
    "CallCompactUnboundModuleError": "a Flax module was called like a function. It holds no variables: use "
    "`module.apply(variables, x)`.",
    "ScopeCollectionNotFound": "a Flax module is missing a whole collection of variables. `apply` takes all of those "
    "that `init` gave.",
    "ScopeParamNotFoundError": "a Flax module did not find one of its parameters. `apply` takes the dict of "
    "collections, `{'params': params}`, under the names that `init` gave.",
    "ScopeParamShapeError": "a parameter has another shape than the Flax module asks for. Look at what its shape is "
    "made of.",
    "ScopeVariableNotFoundError": "a Flax module did not find one of its variables. Hand all collections to `apply`.",
    "ApplyScopeInvalidVariablesStructureError": "`apply` was given a dict of variables with one level too many or "
    "too few. It is `{'params': params}`, with `params` as `init` gave them.",
    "NameInUseError": "two parts of a Flax module have the same name.",
    "AssignSubModuleError": "a Flax layer was made where none may be. Make layers in `setup()` or under `@nn.compact`.",
    "SetAttributeFrozenModuleError": "an attribute of a Flax module was set outside of `setup()`. Keep state with "
    "`self.variable`.",
    "FlaxError": "Flax refused something about a module or its variables.",
    "TypeError": "an argument has a type, or there is a number of arguments, that the function called does not take. "
    "JAX raises it for shapes that do not fit each other, too: print them just before that line.",
    "ValueError": "a value does not fit, most often a shape. Print the shapes just before that line.",
    "IndexError": "an index is beyond the end of a list, a tuple or the axes of an array.",
    "KeyError": "a dict has no such key.",
    "NameError": "a name is used that your notebook does not define. A cell below or one that you deleted may have "
    "defined it: restart the kernel and run all cells.",
    "UnboundLocalError": "a name is read before it is set. A function that assigns to a name makes it local: pass "
    "the value in as an argument and return the new one.",
    "AttributeError": "an object has no such attribute. Check its spelling, and what kind of object it is.",
    "ZeroDivisionError": "a number was divided by zero.",
    "AssertionError": "an `assert` in your own code did not hold.",
    "FloatingPointError": "a computation gave nan or infinity.",
    "OverflowError": "a number is too large for its type.",
    "RecursionError": "a function calls itself without end. Check the case in which it should stop.",
    "UnicodeError": "a text could not be encoded or decoded.",
    "ImportError": "a module could not be imported here. Use those that the notebook imports.",
    "FileNotFoundError": "a file is not there. Code that is graded has no files of its own.",
    "OSError": "the system refused something, such as a file, a process or the network. Code that is graded has none.",
    "MemoryError": "it asked for more memory than there is. Look for a broadcast to a shape that you did not mean.",
    "StopIteration": "an iterator had nothing left.",
    "SyntaxError": "a text is not valid Python.",
    "JaxRuntimeError": "JAX could not run the compiled program. Look for an array far larger than you meant.",
    "RuntimeError": "something went wrong while running.",
    "KeyboardInterrupt": "the computation was interrupted.",
    "Exception": "an error of its own kind.",
}


def explained(failure: StudentFailure, subject: str, *, missing: str | None = None) -> Failure:
    """What a test raises where the student's code did not answer.

    Args:
        failure: what happened.
        subject: what was asked of it, as a sentence's subject: "`forward`", "your code".
        missing: the name to blame where one is not defined, if it is known to us (not only claimed).
    """
    return Failure(_sentence(failure, subject, missing), _detail(failure), kind=failure.kind, code=_code(failure))


def _code(failure: StudentFailure) -> str:
    if failure.kind != Kind.EXCEPTION:
        return failure.kind.value
    return codes.NOT_WRITTEN if NOT_WRITTEN in failure.exception_types else codes.of_exception(_known(failure))


def _known(failure: StudentFailure) -> str | None:
    """The first of the exception's classes that has a lesson."""
    return next((name for name in failure.exception_types if name in _LESSONS), None)


def _sentence(failure: StudentFailure, subject: str, missing: str | None) -> str:
    if failure.kind == Kind.NOT_DEFINED:
        name = f"`{missing}`" if missing else "A name that this test needs"
        return f"{name} is not defined: did you run and save that cell?"
    subject = subject[:1].upper() + subject[1:]
    if failure.kind != Kind.EXCEPTION:
        return f"{subject} {_ENDINGS[failure.kind]}"
    if NOT_WRITTEN in failure.exception_types:
        return f"{subject} is not written yet." if subject.startswith("`") else "This is not written yet."
    known = _known(failure)
    return f"{subject} raised {known}: {_LESSONS[known]}" if known else f"{subject} raised an exception."


def _detail(failure: StudentFailure) -> str:
    """The student's own words, for a visible check and for the instructor."""
    if failure.kind == Kind.NOT_DEFINED:
        return ""
    text = printable(failure.claim[:2000])
    if failure.kind == Kind.EXCEPTION and failure.exception_types:
        text = f"{failure.exception_types[0]}: {text}"
    return f"{text}\n{failure.line}".strip() if failure.line else text
