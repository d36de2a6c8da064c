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
    "KeyError": "a dict or a set has no such key.",
    "NameError": "a name is used where nothing defines it. It may be misspelt, lack its import, belong to another "
    "function, or to a cell below or one that you deleted: restart the kernel and run all cells.",
    "UnboundLocalError": "a name is read before it is set. Perhaps the line that sets it did not run, as in a loop "
    "that runs zero times. Or the name was meant to come from outside: a function that assigns to a name makes it "
    "local, so pass the value in as an argument and return the new one.",
    "AttributeError": "an object has no such attribute. Check its spelling, and what kind of object it is.",
    "FrozenInstanceError": "a frozen dataclass stays as it is, and one of its fields was set. Make a new one: "
    "`dataclasses.replace(old, field=value)`.",
    "ZeroDivisionError": "a number was divided by zero.",
    "AssertionError": "an `assert` did not hold, in your code or in a library that it calls.",
    "FloatingPointError": "a computation gave nan or infinity.",
    "OverflowError": "a number is too large for its type.",
    "RecursionError": "calls or lists are nested too deep. Check where a function that calls itself should stop.",
    "UnicodeError": "a string could not be encoded or decoded.",
    "ImportError": "a module could not be imported here. Use those that the notebook imports.",
    "FileNotFoundError": "a file is not there. Code that is graded has no files of its own.",
    "OSError": "the system refused something, such as a file, a process or the network. Code that is graded has none.",
    "MemoryError": "it asked for more memory than there is. Look for a broadcast to a shape that you did not mean.",
    "StopIteration": "an iterator had nothing left.",
    "SyntaxError": "a string is not valid Python.",
    "JaxRuntimeError": "JAX could not run the compiled program. Look for an array far larger than you meant.",
    "NotImplementedError": "a library does not implement what it was asked for, such as the argument `out` of a "
    "function in `jnp`.",
    "RuntimeError": "something went wrong while it ran.",
    "EOFError": "it asked for input, and nobody is there to answer when work is graded. Take `input()` out.",
    "KeyboardInterrupt": "the computation was interrupted.",
    "Warning": "a warning was turned into an exception.",
    "Exception": "it is of a rarer kind. Run it by itself to read the whole message.",
}

_SHAPES = (
    "shapes or axes do not fit. Print the shapes just before that line, and mind axes that are missing or of length 1."
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

_SHARDING = (
    "axes of a mesh, a `PartitionSpec` and an array do not fit each other: an axis is named that the mesh does not "
    "have, there are not as many axes or devices, or an array cannot be divided like that."
)
_CUSTOM_RULE = (
    "a function with a derivative of its own lacks its rule, or a rule does not return what JAX asks for: with "
    "`defjvp` a pair; with `defvjp` a pair forward, and backward a tuple with one entry for each argument."
)
_DTYPES = (
    "an operation does not take numbers of that dtype, or of those dtypes together. Convert them first, by "
    "`x.astype(...)`."
)
_NO_KEY = (
    "something was used as a random key, or as a seed, that is none. Make a key of an integer: `jax.random.key(0)`."
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
            "registered-twice",
            r"Duplicate custom PyTreeDef type",
            "a class was registered as a pytree a second time. Do it once, where the class is defined.",
        ),
        _Words(
            "unlike-keys",
            r"Comparator raised exception while sorting",
            "the keys of a dict in a tree cannot be put in order, such as a text and a number. Use keys of one kind.",
        ),
        _Words("sharding", r"[Mm]esh|in_specs|out_specs|sharding annotation", _SHARDING),
        _Words(
            "ragged",
            r"inhomogeneous",
            "lists of different lengths were to make one array, whose rows all have one length.",
        ),
        _Words(
            "nothing-to-reduce",
            r"zero-size array|empty sequence",
            "something empty was asked for its greatest or least entry.",
        ),
        _Words(
            "into-numpy",
            r"setting an array element with a sequence",
            "an entry of a NumPy array was set to something that is not a single number. Inside `jit`, `vmap` and "
            "`grad` that is any traced value: build the result with `jnp`.",
        ),
        _Words(
            "axes-of-vmap",
            r"vmap (got inconsistent sizes|was requested to map|wrapped function must|in_axes|out_axes)|"
            r"pmap (got|was|in_axes|requires)|in_axes|non-mapped",
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
        _Words("not-a-key", r"PRNG key (data|seed)", _NO_KEY),
        _Words(
            "key-as-number",
            r"does not accept dtypes? .*key<|PRNGKey dtype",
            "a random key was used like a number. Split it, or draw from it; `jax.random.key_data` has its numbers.",
        ),
        _Words("dtypes", r"does not accept dtypes?|arguments to have the same dtypes", _DTYPES),
        _Words(
            "not-a-dtype",
            r"as a data type|data type .* not understood",
            "something was used as a dtype that is none. A shape is one argument, a tuple: `jnp.zeros((3, 2))`.",
        ),
        _Words(
            "list-as-index",
            r"non-tuple sequence",
            "an array of JAX was indexed by a list. Make it an array: `x[jnp.array([0, 2])]`.",
        ),
        _Words(
            "condition",
            r"Pred must be|Pred type|cond_fun must return",
            "the condition of `cond` or `while_loop` must be one bool. For a whole array use `jnp.where`, `jnp.all` or "
            "`jnp.any`.",
        ),
        _Words("custom-rule", r"[Cc]ustom (JVP|VJP)", _CUSTOM_RULE),
        _Words(
            "pair",
            r"must be a pair|function with aux output",
            "a function must return a pair and does not: the body of `scan` the carry and what is collected, and with "
            "`has_aux=True` a loss and what comes with it.",
        ),
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
            "real-outputs",
            r"real-valued outputs",
            "`grad` needs a function that returns a floating-point number, not an integer or a complex one.",
        ),
        _Words(
            "not-an-array",
            r"not a valid JAX|[Cc]annot interpret value|requires ndarray or scalar|Value .* with type|"
            r"Argument .* of type|abstract array",
            "JAX was given something that is not an array or a number, such as a list, a string or an object that it "
            "does not know. Make it an array first, or register its class.",
        ),
        _Words(
            "traced-parameter",
            r"(?s)parameters to jaxpr equations must have.*Tracer",
            "a traced value stands where a number must be known while tracing, such as how many keys `split` makes. "
            "Use a Python integer, or make that argument static.",
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
        _Words(
            "set",
            r"can't set|can't delete|has no (setter|deleter)|read-only|cannot assign",
            "an attribute was set that stays as it is, such as one of a NamedTuple or a property. Make a new object.",
        ),
        _Words("custom-rule", r"No (JVP|VJP) defined", _CUSTOM_RULE),
        _Words("other", r"(?s)^(?!.*\b(has|have) no attribute\b)", "an attribute could not be read or set."),
    ),
    "IndexError": (
        _Words(
            "traced-slice",
            r"Slice entries must be static",
            "the ends of a slice are traced, and its length must be known while tracing. Use `lax.dynamic_slice`, or "
            "keep the shape and use `jnp.where`.",
        ),
        _Words(
            "mask",
            r"boolean index did not match",
            "a mask was used as an index of something that has another shape. Print both shapes just before that line.",
        ),
        _Words(
            "not-an-index",
            r"valid indices|arrays used as indices",
            "something was used as an index that is none. Use whole numbers, slices, or arrays of integers or bools.",
        ),
        _Words("other", r"(?s)^(?!.*(out of (range|bounds)|[Tt]oo many ind))", "an index or a position is not there."),
    ),
    "InvalidRngError": (
        _Words(
            "not-a-key",
            r"RNGs should be",
            "Flax was given something other than a random key. The key comes first: `module.init(key, x)`.",
        ),
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
