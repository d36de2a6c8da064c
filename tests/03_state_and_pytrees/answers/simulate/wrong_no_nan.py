# Does not pass on all values as they are, such as huge ones, infinity or nan.
# fails: test_every_value_comes_through
def simulate(step, state, xs):
    def body(state, x):
        new, y = step(state, x)
        fix = lambda leaf: jnp.where(jnp.isnan(leaf), 0, leaf).astype(leaf.dtype)
        return jax.tree.map(fix, new), y

    return jax.lax.scan(body, state, xs)
