"""What each operator makes of one line."""

import pytest

from gradax.authoring.mutation.mutants import mutants


def changed(operator, *lines):
    """What an operator makes of the lines of a solution, the lines that it changes only."""
    cell = "\n".join(("def f(x, y, key):", "    ### BEGIN SOLUTION", *(f"    {line}" for line in lines), "    ### END"))
    found = mutants(cell + " SOLUTION\n")
    return {
        " / ".join(line[2:] for line in each.diff.splitlines() if line.startswith("+"))
        for each in found
        if each.operator == operator
    }


@pytest.mark.parametrize(
    ("operator", "before", "after"),
    [
        ("arithmetic", "return -x", {"return x"}),
        ("arithmetic", "return -(x + y)", {"return (x + y)", "return -(x - y)"}),
        ("arithmetic", "x += y", {"x -= y"}),
        ("arithmetic", "return x**2 / y", {"return x*2 / y", "return x**2 * y"}),
        ("arithmetic", "return isinstance(x, int | str)", set()),
        ("comparison", "return x < y", {"return x <= y", "return x > y"}),
        ("comparison", "return x not in y", {"return x in y"}),
        ("condition", "return x and y", {"return x or y", "return True and y", "return x and True"}),
        ("condition", "return x if y else key", {"return key if y else x"}),
        ("condition", "return [a for a in x if a]", {"return [a for a in x if True]"}),
        ("constant", "return x[0]", {"return x[1]", "return x[-1]"}),
        ("constant", "return 0.5", {"return 1.0", "return 0.0"}),
        ("constant", "return 'cpu'", {"return 'cpu_'"}),
        ("constant", "return True", {"return False"}),
        ("constant", "raise ValueError('no')", set()),
        ("constant", "return zip(x, y, strict=True)", set()),
        ("off by one", "return range(x)", {"return range(x + 1)", "return range(x - 1)"}),
        ("off by one", "return len(x)", {"return len(x) + 1", "return len(x) - 1"}),
        ("off by one", "return x[y:]", {"return x[y + 1:]", "return x[y - 1:]"}),
        ("statement", "y.append(x)", {"pass"}),
        ("statement", "x = x + y", {"pass"}),
        ("statement", "a = x + y", set()),
        ("swapped", "return f(x, y)", {"return f(y, x)"}),
        ("swapped", "return x, y", {"return y, x"}),
        ("swapped", "return {'w': x, 'b': y}", {"return {'w': y, 'b': x}"}),
        ("swapped", "return (x + 1) @ y", {"return (y) @ (x + 1)"}),
        ("axis", "return jnp.mean(x, axis=1)", {"return jnp.mean(x)"}),
        ("axis", "return jnp.mean(x)", {"return jnp.mean(x, axis=0)"}),
        ("axis", "return x.mean()", {"return x.mean(axis=0)"}),
        ("axis", "return x.T", {"return x"}),
        ("collective", "return jax.lax.psum(x, 'i')", {"return x", "return jax.lax.pmean(x, 'i')"}),
        ("donation", "return jax.jit(f, donate_argnums=0)", {"return jax.jit(f)"}),
        ("donation", "return jax.jit(f)", {"return jax.jit(f, donate_argnums=0)"}),
        ("dtype", "return x.astype(jnp.int32)", {"return x", "return x.astype(jnp.float32)"}),
        ("dtype", "return jnp.zeros(x, jnp.int32)", {"return jnp.zeros(x, jnp.float32)", "return jnp.zeros(x)"}),
        ("dtype", "return jnp.zeros(x, dtype=y)", {"return jnp.zeros(x)"}),
        ("dtype", "return np.ones(x, np.float32)", {"return np.ones(x, np.float64)", "return np.ones(x)"}),
        ("dtype", "return jnp.full(x, y, x.dtype)", {"return jnp.full(x, y)"}),
        ("function", "return jnp.sqrt(x)", {"return x", "return jnp.square(x)"}),
        ("function", "return x.at[0].set(y)", {"return x.at[0]", "return x.at[0].add(y)"}),
        ("function", "return nn.Dense(x)(y)", {"return y", "return x(y)"}),
        ("in_axes", "return jax.vmap(f, in_axes=(None, 0))", {
            "return jax.vmap(f)", "return jax.vmap(f, in_axes=(0, 0))", "return jax.vmap(f, in_axes=(None, None))",
        }),
        ("key", "a, b = jax.random.split(key)", {"a, b = [key] * 2"}),
        ("key", "return jax.random.split(key, x)", {"return [key] * x"}),
        ("key", "return jax.random.fold_in(key, x)", {"return key"}),
        ("keyword", "return x.set(y, mode='drop')", {"return x.set(y)"}),
        ("reduction", "return jnp.mean(x - y)", {"return (x - y)", "return jnp.sum(x - y)"}),
        ("reduction", "return any(x)", {"return x", "return all(x)"}),
        ("scan", "return jax.lax.scan(f, x, y)", {"return (x, None)", "return jax.lax.scan(f, x, y, reverse=True)"}),
        ("stop_gradient", "return jax.lax.stop_gradient(x)", {"return x"}),
        ("stop_gradient", "return x * y, key", {"return jax.lax.stop_gradient(x * y), key"}),
        ("transformation", "return jax.grad(f)(x)", {"return f(x)"}),
        ("transformation", "return jax.jacfwd(f)", {"return f", "return jax.jacrev(f)"}),
        ("transformation", "return jax.pmap(f)", {"return f", "return jax.vmap(f)"}),
    ],
)  # fmt: skip
def test_one_line(operator, before, after):
    assert changed(operator, before) == after


def test_a_key_is_used_for_its_siblings_and_its_parent():
    lines = ("a, b = jax.random.split(key)", "return jax.random.normal(a), jax.random.normal(b)")
    assert {line for line in changed("key", *lines) if line.startswith("return")} == {
        "return jax.random.normal(key), jax.random.normal(b)",
        "return jax.random.normal(b), jax.random.normal(b)",
        "return jax.random.normal(a), jax.random.normal(key)",
        "return jax.random.normal(a), jax.random.normal(a)",
    }


def test_a_body_keeps_its_old_carry():
    lines = ("def body(carry, _):", "    a, b = carry", "    return (a + b, a * b), None")
    assert changed("carry", *lines) >= {"return carry, None", "return (a, a * b), None", "return (a + b, b), None"}


def test_a_loop_forgets_what_a_step_returned():
    assert changed("carry", "for _ in y:", "    x, loss = step(x)") == {"_, loss = step(x)", "x, _ = step(x)"}


def test_a_decorator_is_left_out():
    assert changed("transformation", "@jax.jit", "def g(a):", "    return a") == {""}


def test_a_decorated_function_donates():
    assert changed("donation", "@jax.jit", "def g(a):", "    return a") == {"@jax.jit(donate_argnums=0)"}
