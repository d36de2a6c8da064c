"""What the exceptions of Python, JAX and Flax mean, and what to do about them.

An exception is known by its class; where a class serves many mistakes, by the words of its message that Python, JAX or
Flax always use. The message itself never appears in a lesson: it could carry a hidden test's inputs out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple


class Lesson(NamedTuple):
    """What an exception means.

    Attributes:
        exception: the class that a student reads.
        code: tells lessons of one class apart.
        text: a sentence without its beginning.
    """

    exception: str
    code: str
    text: str


class _Words(NamedTuple):
    """A lesson for messages in which `pattern` is found."""

    code: str
    pattern: str
    text: str


# Python's, JAX's and Flax's own errors; each says what it means, then what to do.
LESSONS = {
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
    "InvalidRngError": "Flax has no random key to draw from. Dropout draws in train mode only "
    "(`deterministic=not train`), from `rngs={'dropout': key}`.",
    "ModifyScopeVariableError": "something would change a Flax collection that is not mutable. A module asks "
    "`self.is_mutable_collection(name)` first, BatchNorm changes its own in train mode only "
    "(`use_running_average=not train`), and `apply` allows it with `mutable=['batch_stats']`.",
    "CallCompactUnboundModuleError": "a Flax module was called like a function. It holds no variables: use "
    "`module.apply(variables, x)`.",
    "ScopeCollectionNotFound": "a Flax module is missing a whole collection of variables. `apply` takes all of those "
    "that `init` gave.",
    "ScopeParamNotFoundError": "a Flax module did not find one of its parameters. `apply` takes the dict of "
    "collections, `{'params': params}`, under the names that `init` gave.",
    "ScopeParamShapeError": "a parameter does not have the shape that the Flax module asks for. Look at what its "
    "shape is computed from.",
    "ScopeVariableNotFoundError": "a Flax module did not find one of its variables. Hand all collections to `apply`.",
    "ApplyScopeInvalidVariablesStructureError": "`apply` was given a dict of variables with one level too many or "
    "too few. It is `{'params': params}`, with `params` as `init` gave them.",
    "ApplyScopeInvalidVariablesTypeError": "`apply` was given something other than a dict of collections. It is "
    "`{'params': params}`, with `params` as `init` gave them.",
    "IncorrectPostInitOverrideError": "a Flax module has an `__init__` or a `__post_init__` of its own. Write neither: "
    "its settings are annotated fields, and its layers are made in `setup()` or under `@nn.compact`.",
    "NameInUseError": "two parts of a Flax module have the same name.",
    "AssignSubModuleError": "a Flax layer was made where none may be. Make layers in `setup()` or under `@nn.compact`.",
    "SetAttributeFrozenModuleError": "an attribute of a Flax module was set outside of `setup()`. Keep state with "
    "`self.variable`.",
    "FlaxError": "Flax refused something about a module or its variables.",
    "TypeError": "something has a type that does not fit what is done with it.",
    "ValueError": "a function was given a value that it does not accept.",
    "IndexError": "an index is beyond the end of a list, a tuple or the axes of an array.",
    "KeyError": "a dict has no such key.",
    "NameError": "a name is used where nothing defines it. It may be misspelt, lack its import, belong to another "
    "function, or to a cell below or one that you deleted: restart the kernel and run all cells.",
    "UnboundLocalError": "a name is read before it is set. Perhaps the line that sets it did not run, as in a loop "
    "that runs zero times. Or the name was meant to come from outside: a function that assigns to a name makes it "
    "local, so pass the value in as an argument and return the new one.",
    "AttributeError": "an object has no such attribute. Check its spelling, and what kind of object it is.",
    "ZeroDivisionError": "a number was divided by zero.",
    "AssertionError": "an `assert` in your own code did not hold.",
    "FloatingPointError": "a computation gave nan or infinity.",
    "OverflowError": "a number is too large for its type.",
    "RecursionError": "a function calls itself without end. Check the case in which it should stop.",
    "UnicodeError": "a string could not be encoded or decoded.",
    "ImportError": "a module could not be imported here. Use those that the notebook imports.",
    "FileNotFoundError": "a file is not there. Code that is graded has no files of its own.",
    "OSError": "the system refused something, such as a file, a process or the network. Code that is graded has none.",
    "MemoryError": "it asked for more memory than there is. Look for a broadcast to a shape that you did not mean.",
    "StopIteration": "an iterator had nothing left.",
    "SyntaxError": "a string is not valid Python.",
    "JaxRuntimeError": "JAX could not run the compiled program. Look for an array far larger than you meant.",
    "RuntimeError": "something went wrong while it ran.",
    "EOFError": "it asked for input, and nobody is there to answer when work is graded. Take `input()` out.",
    "KeyboardInterrupt": "the computation was interrupted.",
    "Exception": "an exception that Python, JAX and Flax do not have.",
}

_SHAPES = (
    "shapes do not fit each other. Print them just before that line, and mind axes that are missing or of length 1."
)
_STRUCTURES = (
    "two trees do not have the same structure: the same containers, the same keys, the same number of parts. Print "
    "`jax.tree.structure` of both."
)
_AXES = (
    "`vmap` or `pmap` cannot map over the axes that it was given: they are missing, differ in length, or `in_axes` "
    "has another structure than the arguments."
)
_UNPACKING = (
    "something was unpacked into a different number of parts than it has. Look at the right-hand side, most often what "
    "a function returns."
)
_IN_PLACE = (
    "something that never changes was assigned to. Arrays of JAX, tuples and strings stay as they are: make a new one, "
    "of an array by `x.at[i].set(...)`."
)

# By class, the first that is found counts.
WORDS: dict[str, tuple[_Words, ...]] = {
    "ValueError": (
        _Words("unpacking", r"values to unpack", _UNPACKING),
        _Words(
            "truth-of-array",
            r"truth value of an array",
            "a Python `if`, `while`, `and` or `or` asked for the truth of a whole array. Use `jnp.where`, or "
            "`jnp.all` and `jnp.any`.",
        ),
        _Words(
            "frozen-dict", r"FrozenDict is immutable", "a FrozenDict was assigned to. Make a new one: `d.copy({...})`."
        ),
        _Words("in-place", r"read-only|does not support in-place", _IN_PLACE),
        _Words(
            "into-numpy",
            r"setting an array element with a sequence",
            "an entry of a NumPy array was set to something that is not a single number. Inside `jit`, `vmap` and "
            "`grad` that is any traced value: build the result with `jnp`.",
        ),
        _Words(
            "axes-of-vmap",
            r"vmap (got inconsistent sizes|was requested to map|wrapped function must|in_axes|out_axes)|"
            r"pmap (got|was|in_axes)|in_axes|non-mapped",
            _AXES,
        ),
        _Words(
            "structures",
            r"[Mm]ismatch for (type|node)|(Dict key|[Aa]rity|node type|Tuple|List|tree) ?mismatch|"
            r"Expected (dict|list|tuple|None|named tuple|custom node)|pytree|PyTree|tree structure",
            _STRUCTURES,
        ),
        _Words(
            "static", r"[Nn]on-hashable static", "a static argument cannot be hashed, as an array, list or dict cannot."
        ),
        _Words(
            "one-key",
            r"accepts a single key",
            "`jax.random` draws from one key, and was given an array of keys. Take one of them, `keys[0]`, or map over "
            "them with `jax.vmap`.",
        ),
        _Words(
            "unknown-rounds",
            r"Reverse-mode differentiation does not work",
            "`grad` cannot go back through a loop whose number of iterations is not known while tracing: `while_loop`, "
            "or `fori_loop` with a traced bound. Use a fixed number of iterations.",
        ),
        _Words("number", r"could not convert string|invalid literal", "a string is not a number."),
        _Words("shapes", r"[Ii]ncompatible shapes|broadcast|shape|dimension|reshape|size|axis|axes|operands", _SHAPES),
    ),
    "TypeError": (
        _Words(
            "arguments",
            r"required (positional|keyword-only) argument|positional arguments? but|unexpected keyword argument|"
            r"multiple values for",
            "a function was called with the wrong number of arguments, or with names that it does not take.",
        ),
        _Words("unpacking", r"cannot unpack non-iterable", _UNPACKING),
        _Words(
            "in-axes",
            r"in_axes must be",
            "`in_axes` has one entry for each argument. Where an entry is a dict or a list, put all of them into a "
            "tuple, even if there is only one.",
        ),
        _Words(
            "index",
            r"indices must be integers",
            "a list, a tuple or a string was indexed by something other than a whole number. Only dicts have names.",
        ),
        _Words(
            "subscript",
            r"not subscriptable",
            "square brackets were put after something that has no entries, such as None, a number or a function.",
        ),
        _Words(
            "call",
            r"not callable",
            "something that is not a function was called like one. Look for a name that was used "
            "twice, for a missing comma or operator before a bracket, and for `f(x)` in a place where `f` itself is "
            "asked for.",
        ),
        _Words(
            "iteration",
            r"not iterable|iteration over a 0-d|unsized object|has no len",
            "something that has no entries, such as a number, was looped over or asked for its length.",
        ),
        _Words("in-place", r"does not support item (assignment|deletion)|JAX arrays are immutable", _IN_PLACE),
        _Words(
            "carry",
            r"carry|body_fun|loop body|branch",
            "the parts of a loop or of a condition do not fit: what a body returns must have the structure, shapes and "
            "dtypes of what came in, and all branches must return alike.",
        ),
        _Words(
            "scalar-loss",
            r"scalar-output|scalar output",
            "`grad` needs a function that returns one number. Sum or average what it returns, or use `jacobian`.",
        ),
        _Words(
            "real-inputs",
            r"real- or complex-valued inputs|real-valued inputs",
            "`grad` was asked to differentiate with respect to integers. Make the argument floating-point (`1.0`, not "
            "`1`), or differentiate with respect to the floats alone.",
        ),
        _Words(
            "not-an-array",
            r"not a valid JAX|[Cc]annot interpret value|requires ndarray or scalar|does not accept|Value .* with type|"
            r"Argument .* of type|abstract array",
            "JAX was given something that is not an array or a number, such as a list, a string or an object that it "
            "does not know. Make it an array first, or register its class.",
        ),
        _Words(
            "static",
            r"unhashable|hashable",
            "something must be hashable and is not, such as an array, a list or a dict.",
        ),
        _Words("axes-of-vmap", r"in_axes|out_axes", _AXES),
        _Words(
            "traced-shape",
            r"(?s)Shapes must be 1D sequences of concrete values.*Tracer",
            "a shape depends on a traced value. Under `jit` every shape must be known while tracing: make it of Python "
            "integers and of other shapes, or make that argument static.",
        ),
        _Words(
            "not-a-shape",
            r"Shapes must be 1D sequences",
            "something was used as a shape that is not a tuple of integers.",
        ),
        _Words("shapes", r"[Ii]ncompatible shapes|broadcast|shape|dimension|dot_general|reshape", _SHAPES),
        _Words(
            "operands",
            r"unsupported operand|bad operand|can only concatenate|must be str|not supported between|can.t multiply",
            "an operation was given types that it cannot combine, such as None and a number.",
        ),
    ),
    "NameError": (
        _Words(
            "axis-name",
            r"unbound axis name",
            "a collective such as `psum` names an axis that is not there. It works only inside `vmap`, `pmap` or "
            "`shard_map` with that `axis_name`.",
        ),
    ),
    "AttributeError": (
        _Words(
            "none", r"'NoneType' object has no", "None was used like an object. Is there a function without `return`?"
        ),
        _Words("tracer", r"Tracer", "a traced value has no such attribute: under `jit` it is not a NumPy array."),
    ),
    "RuntimeError": (
        _Words(
            "backend",
            r"[Uu]nknown backend|[Bb]ackend .* (failed|not)|initialize backend|platform",
            "a device was asked for that is not there when work is graded. Leave the choice of devices to JAX.",
        ),
        _Words("deleted", r"deleted|donated", "an array was used after it had been donated or deleted."),
    ),
    "ImportError": (_Words("name", r"cannot import name", "a module does not have the name that you import from it."),),
}


def lesson_of(exception_types: Sequence[str], claim: str) -> Lesson | None:
    """The lesson for an exception; None where none of its classes is known.

    Args:
        exception_types: the names of its class and the bases, most derived first.
        claim: its message.
    """
    known = next((name for name in exception_types if name in LESSONS), None)
    if known is None:
        return None
    for words in WORDS.get(known, ()):
        if re.search(words.pattern, claim):
            return Lesson(known, f"{known}:{words.code}", words.text)
    return Lesson(known, known, LESSONS[known])
