"""Lessons for exceptions as Python, JAX and Flax really raise them."""

import builtins
import dataclasses
import pickle
import struct
from typing import NamedTuple

import flax
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from flax import linen as nn
from flax.core import freeze
from jax.sharding import Mesh, NamedSharding, PartitionSpec

from gradax.testing.lessons import LESSONS, WORDS, lesson_of

X = jnp.ones((3, 2))


def two():
    return 1, 2


def entry(target, key):
    return target[key]


def call(target):
    return target()


class Plain:
    pass


class Pair(NamedTuple):
    a: int


def mesh():
    return Mesh(np.array(jax.devices()[:1]), "a")


def with_rules(forward, backward):
    f = jax.custom_vjp(lambda x: x)
    f.defvjp(forward, backward)
    return f


def assign(target, key, value):
    target[key] = value


RAISED = {
    "ValueError:unpacking": [lambda: exec("a, b, c = 1, 2"), lambda: exec("a, b = 1, 2, 3")],
    "ValueError:truth-of-array": [lambda: bool(X), lambda: bool(np.ones(2))],
    "ValueError:frozen-dict": [lambda: assign(freeze({"a": 1}), "a", 2)],
    "ValueError:in-place": [lambda: assign(np.asarray(X), 0, 1)],
    "ValueError:registered-twice": [
        lambda: [jax.tree_util.register_pytree_node(Plain, lambda a: ((), None), lambda *_: Plain()) for _ in "ab"]
    ],
    "ValueError:unlike-keys": [lambda: jax.tree.leaves({1: 1, "a": 2})],
    "ValueError:sharding": [
        lambda: jax.device_put(X, NamedSharding(mesh(), PartitionSpec("b"))),
        lambda: jax.device_put(jnp.ones(()), NamedSharding(mesh(), PartitionSpec("a"))),
        lambda: jax.make_mesh((99,), ("a",)),
        lambda: Mesh(np.array(jax.devices()), ("a", "b")),
        lambda: jax.shard_map(lambda a: a, mesh=mesh(), in_specs=PartitionSpec("b"), out_specs=PartitionSpec())(X),
        lambda: jax.shard_map(jnp.sum, mesh=mesh(), in_specs=PartitionSpec("a"), out_specs=PartitionSpec("a"))(X),
    ],
    "ValueError:ragged": [lambda: jnp.array([[1, 2], [3]])],
    "ValueError:nothing-to-reduce": [lambda: jnp.max(jnp.ones(0)), lambda: max([])],
    "ValueError:into-numpy": [lambda: jax.jit(lambda a: assign(np.zeros(3), 0, a))(1.0)],
    "ValueError:structures": [
        lambda: jax.tree.map(lambda a, b: a, {"a": 1}, {"b": 1}),
        lambda: jax.tree.map(lambda a, b: a, [1, 2], [1]),
        lambda: jax.tree.map(lambda a, b: a, {"a": 1}, [1]),
        lambda: jax.tree.map(lambda a, b: a, (1, 2), [1, 2]),
        lambda: jax.tree.map(lambda a, b: a, freeze({"a": 1}), {"a": 1}),
    ],
    "ValueError:axes-of-vmap": [
        lambda: jax.vmap(lambda a, b: a)(X, jnp.ones(4)),
        lambda: jax.vmap(lambda a: a)(1.0),
        lambda: jax.vmap(lambda a: a)(None),
        lambda: jax.vmap(lambda a: a, in_axes=({"a": 0},))({"b": X}),
        lambda: jax.vmap(lambda a: a, in_axes=3)(X),
    ],
    "ValueError:static": [lambda: jax.jit(lambda a: a, static_argnums=0)([1])],
    "ValueError:one-key": [lambda: jax.random.normal(jax.random.split(jax.random.key(0)))],
    "ValueError:unknown-rounds": [
        lambda: jax.jit(jax.grad(lambda x, n: jax.lax.fori_loop(0, n, lambda i, y: y * x, x)))(2.0, 3),
        lambda: jax.grad(lambda x: jax.lax.while_loop(lambda y: y < 9, lambda y: y * x, x))(2.0),
    ],
    "ValueError:number": [lambda: float("x"), lambda: int("x")],
    "ValueError:shapes": [
        lambda: np.ones(3) + np.ones(4),
        lambda: np.ones(3).reshape(7),
        lambda: jnp.stack([X, jnp.ones(3)]),
        lambda: jnp.sum(X, axis=5),
        lambda: jax.lax.scan(lambda c, x: (c, x), 0, 3),
    ],
    "TypeError:arguments": [lambda: two(1), lambda: two(a=1), lambda: assign(1), lambda: assign(1, 2, 3, key=3)],
    "TypeError:unpacking": [lambda: exec("a, b = 3")],
    "TypeError:in-axes": [lambda: jax.vmap(lambda a: a, in_axes={"a": 0})({"a": X})],
    "TypeError:index": [lambda: entry([1], "a"), lambda: entry("text", "a"), lambda: entry((1,), "a")],
    "TypeError:subscript": [lambda: entry(None, 0), lambda: entry(two, 0)],
    "TypeError:call": [lambda: call(3)],
    "TypeError:iteration": [lambda: list(3), lambda: list(jnp.float32(3)), lambda: len(jnp.float32(3)), lambda: len(3)],
    "TypeError:in-place": [lambda: assign(X, 0, 1), lambda: assign((1, 2), 0, 1)],
    "TypeError:not-a-key": [
        lambda: jax.random.normal(0, (3,)),
        lambda: jax.random.split(42),
        lambda: jax.random.normal(jnp.ones(2)),
        lambda: jax.random.key(1.5),
    ],
    "TypeError:key-as-number": [lambda: jax.random.key(0) + 1, lambda: np.asarray(jax.random.key(0))],
    "TypeError:dtypes": [lambda: -jnp.array([True]), lambda: X & 1, lambda: jax.lax.add(X, jnp.ones((3, 2), int))],
    "TypeError:not-a-dtype": [lambda: jnp.zeros(3, 3), lambda: jax.random.normal(jax.random.key(0), 2, 3)],
    "TypeError:list-as-index": [lambda: X[[0, 1]]],
    "TypeError:condition": [
        lambda: jax.lax.cond(X > 0, lambda a: a, lambda a: a, X),
        lambda: jax.lax.while_loop(lambda c: c, lambda c: c + 1, 0),
    ],
    "TypeError:custom-rule": [
        lambda: jax.grad(with_rules(lambda x: (x, None), lambda _, g: (g, g)))(1.0),
        lambda: jax.grad(with_rules(lambda x: (x, None), lambda _, g: g))(1.0),
    ],
    "TypeError:pair": [
        lambda: jax.lax.scan(lambda c, x: c + x, 0.0, jnp.ones(3)),
        lambda: jax.grad(jnp.sum, has_aux=True)(X),
    ],
    "TypeError:real-outputs": [lambda: jax.grad(lambda x: jnp.sum(x).astype(int))(X)],
    "TypeError:traced-parameter": [lambda: jax.jit(lambda n: jax.random.split(jax.random.key(0), n))(3)],
    "AttributeError:set": [
        lambda: setattr(Pair(1), "a", 2),
        lambda: setattr(X, "shape", (2, 3)),
        lambda: setattr("text", "upper", 2),
    ],
    "AttributeError:custom-rule": [lambda: jax.grad(jax.custom_vjp(lambda x: x))(1.0)],
    "AttributeError:other": [lambda: pickle.dumps(lambda: 1)],
    "IndexError:traced-slice": [lambda: jax.jit(lambda x, n: x[:n])(X, 2)],
    "IndexError:mask": [lambda: X[jnp.ones(5, bool)], lambda: np.asarray(X)[np.ones(5, bool)]],
    "IndexError:not-an-index": [lambda: np.ones(3)[1.5], lambda: np.ones(3)[np.ones(2)]],
    "IndexError:other": [lambda: [].pop()],
    "InvalidRngError:not-a-key": [lambda: nn.Dense(3).init(X, jax.random.key(0)), lambda: nn.Dense(3).init(0, X)],
    "TypeError:carry": [
        lambda: jax.lax.scan(lambda c, x: (c + 0.5, x), jnp.int32(0), jnp.arange(3)),
        lambda: jax.lax.scan(lambda c, x: ((c, c), x), 0, jnp.arange(3)),
        lambda: jax.lax.fori_loop(0, 3, lambda i, c: c[:1], jnp.ones(3)),
        lambda: jax.lax.while_loop(lambda c: True, lambda c: (c, c), 0),
        lambda: jax.lax.cond(True, lambda: 1, lambda: 1.0),
    ],
    "TypeError:scalar-loss": [lambda: jax.grad(lambda a: a)(X)],
    "TypeError:real-inputs": [lambda: jax.grad(lambda a: a * 1.0)(3)],
    "TypeError:not-an-array": [
        lambda: jnp.sum([1, 2]),
        lambda: jax.jit(lambda a: a)("text"),
        lambda: jnp.sin("text"),
        lambda: jnp.asarray(object()),
    ],
    "TypeError:static": [lambda: hash([1]), lambda: hash(X)],
    "TypeError:axes-of-vmap": [lambda: jax.vmap(lambda a: a, out_axes="a")(X)],
    "TypeError:traced-shape": [lambda: jax.jit(jnp.ones)(3)],
    "TypeError:not-a-shape": [lambda: jnp.ones(({"w": (2, 3)}, [()]))],
    "TypeError:shapes": [lambda: X @ X, lambda: X + jnp.ones((4, 5)), lambda: X.reshape(7)],
    "TypeError:operands": [lambda: None + 1, lambda: [1] + 1, lambda: "a" + 1, lambda: -"a", lambda: None < 1],
    "NameError:axis-name": [lambda: jax.lax.psum(1.0, "batch"), lambda: jax.lax.psum(X, "batch")],
    "AttributeError:none": [lambda: None.shape],
    "RuntimeError:backend": [lambda: jax.devices("gpu")],
    "ImportError:name": [lambda: exec("from math import nothing")],
}  # fmt: skip


def lesson_for(call):
    with pytest.raises(Exception) as raised:
        call()
    return lesson_of([kind.__name__ for kind in type(raised.value).__mro__], str(raised.value))


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("code", "call"), [(code, call) for code, calls in RAISED.items() for call in calls])
def test_each_mistake_has_its_lesson(code, call):
    assert lesson_for(call).code == code


def test_every_lesson_by_words_was_seen_or_is_rare():
    codes = {f"{name}:{words.code}" for name, lessons in WORDS.items() for words in lessons}
    assert codes - set(RAISED) == {"AttributeError:tracer", "RuntimeError:deleted"}


@pytest.mark.parametrize(
    "call",
    [lambda: {"a": 1}["b"], lambda: [1][3], lambda: 1 / 0, lambda: X.nothing, lambda: [].remove(1), lambda: X[0, 0, 0]],
)
def test_other_messages_have_the_lesson_of_their_class(call):
    lesson = lesson_for(call)
    assert lesson.code == lesson.exception


def test_an_exception_of_a_rarer_kind_is_not_misnamed():
    assert lesson_for(lambda: struct.pack("i", "a")).text == LESSONS["Exception"]
    assert lesson_of(["UserWarning", "Warning", "Exception"], "").text == "a warning was turned into an exception."


def test_a_field_of_a_frozen_dataclass_has_its_lesson():
    frozen = dataclasses.make_dataclass("Frozen", ["w"], frozen=True)
    assert lesson_for(lambda: setattr(frozen(1), "w", 2)).exception == "FrozenInstanceError"


def test_a_flax_module_has_the_lesson_of_its_own_error():
    assert lesson_for(lambda: nn.Dense(3)(X)).exception == "CallCompactUnboundModuleError"
    bare = {"kernel": jnp.ones((2, 3)), "bias": jnp.ones(3)}
    assert lesson_for(lambda: nn.Dense(3).apply(bare, X)).exception == "ApplyScopeInvalidVariablesTypeError"


def test_a_flax_module_with_an_init_as_in_pytorch_has_the_lesson_of_its_own_error():
    class Torchlike(nn.Module):
        def __init__(self):
            super().__init__()
            self.layer = nn.Dense(3)

    assert lesson_for(lambda: Torchlike().init(jax.random.key(0), X)).exception == "IncorrectPostInitOverrideError"


def test_parameters_without_their_collection_have_the_lesson_of_their_own_error():
    params = nn.Dense(3).init(jax.random.key(0), X)["params"]
    assert lesson_for(lambda: nn.Dense(3).apply(params, X)).exception == "ApplyScopeInvalidVariablesTypeError"


def test_an_unknown_class_has_none():
    assert lesson_of(["Mine"], "values to unpack") is None


@pytest.mark.parametrize("name", LESSONS)
def test_every_lesson_is_about_an_exception_of_python_jax_or_flax(name):
    assert any(hasattr(origin, name) for origin in (builtins, dataclasses, jax.errors, flax.errors))
    assert LESSONS[name].endswith(".")


def test_every_error_of_jax_has_a_lesson():
    errors = {name for name, error in vars(jax.errors).items() if isinstance(error, type)}
    internal = {"JAXIndexError", "JAXTypeError", "JaxprTypeError", "InconclusiveDimensionOperation"}
    assert errors - internal <= set(LESSONS)
