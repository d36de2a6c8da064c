# Does not pass on all values as they are, such as huge ones, infinity or nan.
# fails: test_every_value_comes_through
def simulate(step, state, xs):
    def body(state, x):
        new, y = step(state, x)
        fix = lambda leaf: jnp.clip(leaf, -100_000, 100_000) if leaf.dtype == jnp.float32 else leaf
        return jax.tree.map(fix, new), y

    return jax.lax.scan(body, state, xs)
