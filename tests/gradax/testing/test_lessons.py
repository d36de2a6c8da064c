"""Lessons for exceptions as Python, JAX and Flax really raise them."""

import builtins

import flax
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from flax import linen as nn
from flax.core import freeze

from gradax.testing.lessons import LESSONS, WORDS, lesson_of

X = jnp.ones((3, 2))


def two():
    return 1, 2


def entry(target, key):
    return target[key]


def call(target):
    return target()


def assign(target, key, value):
    target[key] = value


RAISED = {
    "ValueError:unpacking": [lambda: exec("a, b, c = 1, 2"), lambda: exec("a, b = 1, 2, 3")],
    "ValueError:truth-of-array": [lambda: bool(X), lambda: bool(np.ones(2))],
    "ValueError:frozen-dict": [lambda: assign(freeze({"a": 1}), "a", 2)],
    "ValueError:in-place": [lambda: assign(np.asarray(X), 0, 1)],
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
    ],
    "TypeError:arguments": [lambda: two(1), lambda: two(a=1), lambda: assign(1), lambda: assign(1, 2, 3, key=3)],
    "TypeError:unpacking": [lambda: exec("a, b = 3")],
    "TypeError:in-axes": [lambda: jax.vmap(lambda a: a, in_axes={"a": 0})({"a": X})],
    "TypeError:index": [lambda: entry([1], "a"), lambda: entry("text", "a"), lambda: entry((1,), "a")],
    "TypeError:subscript": [lambda: entry(None, 0), lambda: entry(two, 0)],
    "TypeError:call": [lambda: call(3)],
    "TypeError:iteration": [lambda: list(3), lambda: list(jnp.float32(3)), lambda: len(jnp.float32(3)), lambda: len(3)],
    "TypeError:in-place": [lambda: assign(X, 0, 1), lambda: assign((1, 2), 0, 1)],
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
    [lambda: {"a": 1}["b"], lambda: [1][3], lambda: 1 / 0, lambda: X.nothing, lambda: [].remove(1), lambda: max([])],
)
def test_other_messages_have_the_lesson_of_their_class(call):
    lesson = lesson_for(call)
    assert lesson.code == lesson.exception


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
    assert any(hasattr(origin, name) for origin in (builtins, jax.errors, flax.errors))
    assert LESSONS[name].endswith(".")


def test_every_error_of_jax_has_a_lesson():
    errors = {name for name, error in vars(jax.errors).items() if isinstance(error, type)}
    internal = {"JAXIndexError", "JAXTypeError", "JaxprTypeError", "InconclusiveDimensionOperation"}
    assert errors - internal <= set(LESSONS)
