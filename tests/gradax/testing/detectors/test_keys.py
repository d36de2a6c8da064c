import jax
import pytest
from jax.extend.core.primitives import random_bits_p

from gradax.testing.detectors.keys import key_reuse, spent_twice


def twice(key):
    return jax.random.normal(key), jax.random.uniform(key)


def parent(key):
    first, _ = jax.random.split(key)
    return jax.random.normal(key) + jax.random.normal(first)


def same_child(key):
    keys = jax.random.split(key, 3)
    return [jax.random.normal(keys[0]) for _ in range(3)]


def split(key):
    first, second = jax.random.split(key)
    return jax.random.normal(first) + jax.random.normal(second)


def chained(key):
    drawn = []
    for _ in range(3):
        key, sub = jax.random.split(key)
        drawn.append(jax.random.normal(sub))
    return drawn


def folded(key):
    return [jax.random.normal(jax.random.fold_in(key, index)) for index in range(3)]


def mapped(key):
    return jax.vmap(jax.random.normal)(jax.random.split(key, 3))


def indexed_in_a_loop(key):
    keys = jax.random.split(key, 3)
    return jax.lax.fori_loop(0, 3, lambda index, total: total + jax.random.normal(keys[index]), 0.0)


def starred_and_stacked(key):
    first, *others = jax.random.split(key, 4)
    stacked = jax.numpy.stack(others)
    return jax.random.normal(first), jax.vmap(jax.random.normal)(stacked)


def turned_round(key):
    return [jax.random.normal(each) for each in jax.random.split(key, 3)[::-1]]


def chosen(key):
    first, second = jax.random.split(key)
    return jax.random.normal(jax.numpy.where(True, first, second))


@pytest.mark.parametrize("reuses", [twice, parent, same_child, jax.jit(twice), lambda key: jax.lax.map(
    lambda _: jax.random.normal(key), jax.numpy.arange(2))])  # fmt: skip
def test_reuse_is_caught(reuses):
    assert key_reuse(reuses, jax.random.key(0))


@pytest.mark.parametrize(
    "careful",
    [
        *(split, chained, folded, mapped, indexed_in_a_loop, jax.jit(split), jax.random.normal),
        *(starred_and_stacked, turned_round, chosen),
    ],
)
def test_careful_use_passes(careful):
    assert not key_reuse(careful, jax.random.key(0))


def test_a_key_can_be_given_to_the_detector_again():
    key = jax.random.key(0)
    assert not key_reuse(split, key)
    assert not key_reuse(split, key)


def test_a_function_that_already_ran_is_still_caught():
    jitted = jax.jit(twice)
    jitted(jax.random.key(0))
    assert key_reuse(jitted, jax.random.key(0))


def test_another_exception_is_the_students():
    with pytest.raises(ZeroDivisionError):
        key_reuse(lambda key: 1 / 0, jax.random.key(0))


@pytest.mark.parametrize(
    ("function", "spent"),
    [
        *((twice, True), (parent, True), (jax.jit(twice), True), (split, False), (mapped, False), (chosen, False)),
        (lambda key: [jax.random.normal(jax.random.key(0)) for _ in range(2)], True),  # which JAX does not see
        (lambda key: [jax.random.normal(jax.random.fold_in(key, 1)) for _ in range(2)], True),
        (lambda key: jax.vmap(jax.random.normal)(jax.numpy.stack([key, key])), True),
    ],
)
def test_what_is_spent_twice_is_seen_by_its_numbers(function, spent):
    assert spent_twice(function, jax.random.key(0)) is spent


def test_jaxs_own_functions_are_put_back():
    before = random_bits_p.impl
    with pytest.raises(ZeroDivisionError):
        spent_twice(lambda key: 1 / 0, jax.random.key(0))
    assert random_bits_p.impl is before
