"""What the notebooks 01 to 05 say of JAX. Where one of these fails, JAX has changed: rewrite that section, then this.

Each test names the notebook and the section that state the fact.
"""

import dataclasses

import jax
import jax.numpy as jnp
import numpy as np
import pytest

X = np.arange(10.0, dtype=np.float32)


@pytest.fixture
def x():
    """The array of 02, section 3: the numbers 0 to 9."""
    return jnp.asarray(X)


# 01 · Warm-up


def test_computes_in_32_bits_and_python_numbers_are_weak():
    """01, section 1."""
    assert jnp.linspace(0, 1, 5).dtype == jnp.float32
    assert (jnp.float32(1) + 1).dtype == (jnp.arange(3) / 2).dtype == jnp.float32
    assert (jnp.bfloat16(1) + np.float32(1)).dtype == jnp.float32  # 03, section 5: a NumPy scalar is not weak


def test_numpy_functions_cannot_take_tracers():
    """01, section 1."""
    with pytest.raises(jax.errors.TracerArrayConversionError):
        jax.jit(lambda x: np.sqrt(np.sum(x * x)))(jnp.ones(3))


def test_arrays_are_immutable(x):
    """01, section 2."""
    with pytest.raises(TypeError, match="immutable"):
        x[0] = 9.0


def test_keys_are_typed_scalars():
    """01, section 3."""
    key = jax.random.key(0)
    assert jnp.issubdtype(key.dtype, jax.dtypes.prng_key)
    assert key.shape == ()
    assert jax.random.normal(key) == jax.random.normal(key)
    assert jax.random.normal(jax.random.PRNGKey(0)) == jax.random.normal(key)


def test_arrays_are_committed_only_by_device_put():
    """01, section 4."""
    put = jax.device_put(jnp.arange(3.0), jax.devices()[-1])
    assert put.committed
    assert (put + 1).committed
    assert not jnp.arange(3.0).committed


def test_jitted_functions_are_wrapped():
    """01, section 5, exercise `make_selu`."""
    assert isinstance(jax.jit(jnp.sin), jax.stages.Wrapped)


def test_grad_refuses_integers():
    """01, section 6."""
    with pytest.raises(TypeError):
        jax.grad(lambda x: x * 2.0)(3)


# 02 · The gotchas


def test_globals_are_baked_in():
    """02, section 1."""
    holder = {"offset": 10.0}
    shifted = jax.jit(lambda x: x + holder["offset"])
    assert shifted(jnp.float32(1)) == 11
    holder["offset"] = 20.0
    assert shifted(jnp.float32(1)) == 11
    assert shifted(jnp.arange(2.0)).tolist() == [20, 21]


def test_leaked_tracers_raise():
    """02, section 1."""
    seen = []
    jax.jit(lambda x: (seen.append(x), 2 * x)[1])(jnp.float32(3))
    with pytest.raises(jax.errors.UnexpectedTracerError):
        seen[0] + 1


def test_clear_caches_traces_anew():
    """02, section 1, *Can purity be tested?*."""
    runs = []
    noted = jax.jit(lambda x: (runs.append(1), x)[1])
    for _ in range(2):
        noted(1.0)
    assert len(runs) == 1
    jax.clear_caches()
    noted(1.0)
    assert len(runs) == 2


def test_jitted_functions_remember_what_they_wrap():
    """02, section 1: `outside` looks through `jit`."""

    def f(x):
        return x

    assert jax.jit(f).__wrapped__ is f  # type: ignore[attr-defined]


def test_add_counts_repeated_indices():
    """02, section 2."""
    assert jnp.zeros(4).at[jnp.array([0, 2, 2, 2])].add(1).tolist() == [1, 0, 3, 0]


def test_reading_out_of_bounds_clamps(x):
    """02, section 3: x[11] is x[9], x[-11] is x[0], x[-1] counts from the end."""
    assert (x[11], x[-11], x[-1]) == (9, 0, 9)
    i = jnp.array([11, -11, -1])
    assert x[i].tolist() == jax.jit(lambda x, i: x[i])(x, i).tolist() == [9, 0, 9]


def test_writing_out_of_bounds_is_dropped(x):
    """02, section 3: x.at[11].set is dropped, x.at[-1].set writes the last entry."""
    assert x.at[11].set(100).tolist() == X.tolist()
    assert x.at[-1].set(100)[9] == 100
    assert x.at[-1].set(100, mode="drop")[9] == 100
    assert x.at[-1].set(100, wrap_negative_indices=False).tolist() == X.tolist()


def test_take_fills_with_nan_or_the_smallest_integer(x):
    """02, section 3."""
    assert jnp.isnan(jnp.take(x, 11))
    assert jnp.take(jnp.arange(10), 11) == np.iinfo(np.int32).min


def test_fill_counts_negative_indices_from_the_end(x):
    """02, section 3."""
    assert x.at[11].get(mode="fill", fill_value=-7) == -7
    assert x.at[-1].get(mode="fill", fill_value=-7) == 9
    assert x.at[-1].get(mode="fill", fill_value=-7, wrap_negative_indices=False) == -7


def test_fill_value_cannot_be_traced(x):
    """02, exercise `safe_gather`: so `fill` is a Python number there."""
    with pytest.raises(jax.errors.ConcretizationTypeError):
        jax.jit(lambda fill: x.at[11].get(mode="fill", fill_value=fill))(-7.0)


def test_floats_into_integers_warn():
    """02, exercise `drop_scatter`: once this raises, the exercise's warning must become an error."""
    with pytest.warns(FutureWarning, match="scatter"):
        jnp.arange(3).at[0].set(jnp.float32(2.5))


def test_lists_are_refused():
    """02, section 4."""
    with pytest.raises(TypeError, match="list"):
        jnp.sum([1, 2, 3])  # type: ignore[arg-type]


def test_lists_that_are_converted_inside_grow_the_jaxpr():
    """02, section 4: traced, each number is an argument of its own; untraced, the list is one constant."""

    def equations(numbers):
        return len(jax.make_jaxpr(lambda numbers: jnp.sum(jnp.array(numbers)))(numbers).eqns)

    assert equations([1.0] * 40) > equations([1.0] * 4) + 30
    counts = [len(jax.make_jaxpr(lambda n=n: jnp.sum(jnp.asarray([1.0] * n)))().eqns) for n in (4, 40)]
    assert counts[0] == counts[1]


def test_streams_have_prefixes():
    """02, section 5: `fold_in` always, `split` and one large draw with the present generator."""
    key = jax.random.key(3)

    def folded(n):
        return jax.vmap(lambda i: jax.random.normal(jax.random.fold_in(key, i)))(jnp.arange(n))

    assert folded(5).tolist() == folded(9)[:5].tolist()
    assert jax.random.normal(key, (5,)).tolist() == jax.random.normal(key, (9,))[:5].tolist()
    assert jnp.array_equal(jax.random.split(key, 5), jax.random.split(key, 9)[:5])


def test_python_control_flow_refuses_tracers():
    """02, section 6."""
    with pytest.raises(jax.errors.TracerIntegerConversionError):
        jax.jit(lambda n: list(range(n)))(3)
    with pytest.raises(jax.errors.TracerBoolConversionError):
        jax.jit(lambda x: x if x > 0 else -x)(1.0)


def test_loops_with_a_traced_bound_have_no_gradient():
    """02, section 6: with a fixed bound they have one."""

    def power(x, n):
        return jax.lax.fori_loop(0, n, lambda _, y: y * x, 1.0)

    assert jax.jit(power)(2.0, 5) == 32
    with pytest.raises(ValueError, match="Reverse-mode"):
        jax.jit(jax.grad(power))(2.0, 5)
    assert jax.jit(jax.grad(lambda x: power(x, 5)))(2.0) == 80


def test_where_gives_nan_gradients_of_the_branch_not_chosen():
    """01, section 5, and 02, section 6: one `where` is not enough, two are."""
    careless = jax.grad(lambda x: jnp.where(x > 0, jnp.log(x), 0.0))
    careful = jax.grad(lambda x: jnp.where(x > 0, jnp.log(jnp.where(x > 0, x, 1.0)), 0.0))
    assert jnp.isnan(careless(0.0))
    assert careful(0.0) == 0
    selu = jax.grad(lambda x: jnp.where(x > 0, x, jnp.exp(x) - 1))
    assert jnp.isnan(selu(100.0))


# 03 · State and pytrees


def test_a_compiled_counter_stands_still():
    """03, section 1."""
    state = {"n": 0}

    def count():
        state["n"] += 1
        return state["n"]

    compiled = jax.jit(count)
    assert [int(compiled()) for _ in range(3)] == [1, 1, 1]


def test_arrays_are_consts_and_scalars_literals():
    """03, section 2: an array that is not an argument is a constant, a Python number stands in the equation."""
    weights = jnp.array([1.0, 2.0, 4.0])
    closed = jax.make_jaxpr(lambda x: 3.0 * x + weights)(1.0)
    assert [const.tolist() for const in closed.consts] == [[1, 2, 4]]
    assert "3.0:f32[]" in str(closed)


def test_none_has_no_leaves():
    """03, section 4, and 05, section 1."""
    assert jax.tree.leaves([None, {"a": None}, ()]) == []
    assert jax.tree.leaves(["text", {1, 2}, 3]) == ["text", {1, 2}, 3]


def test_dicts_go_by_sorted_keys():
    """03, section 4."""
    assert jax.tree.leaves({"w": 1, "b": 2, "a": 3}) == [3, 2, 1]
    paths = jax.tree_util.tree_leaves_with_path({"w": 1, "b": [2]})
    assert [jax.tree_util.keystr(path) for path, _ in paths] == ["['b'][0]", "['w']"]


def test_tree_map_refuses_other_structures():
    """03, section 5."""
    with pytest.raises(ValueError, match="key"):
        jax.tree.map(jnp.add, {"w": jnp.ones(2), "b": jnp.ones(2)}, {"w": jnp.ones(2)})


def test_scan_is_one_equation():
    """03, section 7."""

    def equations(n):
        return len(jax.make_jaxpr(lambda xs: jax.lax.scan(lambda s, x: (s + x, s), 0.0, xs))(jnp.ones(n)).eqns)

    assert equations(10) == equations(100) == 1


# 04 · A multilayer perceptron


def test_columns_minus_rows_broadcast():
    """04, section 5: (4, 1) minus (4,) is (4, 4)."""
    assert (jnp.ones((4, 1)) - jnp.ones(4)).shape == (4, 4)


def test_another_value_does_not_trace_again():
    """04, section 7: Python floats are traced, static ones are not."""
    runs = []
    traced = jax.jit(lambda x, lr: (runs.append(1), x * lr)[1])
    static = jax.jit(lambda x, lr: (runs.append(1), x * lr)[1], static_argnums=1)
    for lr in (0.1, 0.2, 0.3):
        traced(1.0, lr)
    assert len(runs) == 1
    for lr in (0.1, 0.2, 0.3):
        static(1.0, lr)
    assert len(runs) == 4


# 05 · Custom pytrees


class Plain:
    """A class that JAX does not know."""

    def __init__(self, w: object, aux: object = None) -> None:
        self.w, self.aux = w, aux


def registered():
    """A fresh class like `Plain`, with `w` as its child and `aux` as auxiliary data."""
    kind = type("Registered", (Plain,), {})
    jax.tree_util.register_pytree_node(
        kind, lambda node: ((node.w,), node.aux), lambda aux, children: kind(*children, aux)
    )
    return kind


def test_unknown_objects_are_leaves():
    """05, section 1."""
    plain = Plain(jnp.ones(2))
    assert jax.tree.leaves(plain) == [plain]
    with pytest.raises(TypeError):
        jax.jit(lambda node: node.w)(plain)


def test_a_class_is_registered_once():
    """05, section 2."""
    kind = registered()
    with pytest.raises(ValueError, match="Duplicate"):
        jax.tree_util.register_pytree_node(kind, lambda node: ((), None), lambda aux, children: kind(0))


def test_an_array_as_aux_passes_the_first_call_and_fails_the_second():
    """05, section 3."""
    kind = registered()
    f = jax.jit(lambda node: node.w)
    f(kind(jnp.ones(2), jnp.ones(2)))
    with pytest.raises(ValueError, match=r"equality|ambiguous"):
        f(kind(jnp.ones(2), jnp.ones(2)))


def test_subclasses_are_not_registered():
    """05, sections 2 and 4."""

    class Heir(registered()):
        pass

    heir = Heir(jnp.ones(2))
    assert jax.tree.leaves(heir) == [heir]


def test_fields_of_dataclasses_are_children_unless_static():
    """05, section 4."""

    @jax.tree_util.register_dataclass
    @dataclasses.dataclass
    class Config:
        w: float
        forgotten: str
        name: str = dataclasses.field(metadata={"static": True})

    assert jax.tree.leaves(Config(1.0, "leaf", "static")) == [1.0, "leaf"]


def test_shapes_are_containers():
    """05, section 5."""
    assert jax.tree.leaves({"w": (2, 3), "b": (3,)}) == [3, 2, 3]
    assert [x.shape for x in jax.tree.leaves(jax.tree.map(jnp.ones, (2, 3)))] == [(2,), (3,)]
    assert jax.tree.leaves(((2, 3), ()), is_leaf=lambda x: isinstance(x, tuple)) == [((2, 3), ())]


def test_registered_without_keys_paths_are_numbers():
    """05, section 6."""
    ((path, _),) = jax.tree_util.tree_leaves_with_path(registered()(1.0))
    assert path == (jax.tree_util.FlattenedIndexKey(0),)
