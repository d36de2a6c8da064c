# Makes the first step by hand, so that the state has its dtypes, and scans over the others.
def simulate(step, state, xs):
    first, rest = jax.tree.map(lambda leaf: leaf[0], xs), jax.tree.map(lambda leaf: leaf[1:], xs)
    state, y = step(state, first)
    state, ys = jax.lax.scan(step, state, rest)
    return state, jax.tree.map(lambda one, more: jnp.concatenate([jnp.asarray(one)[None], more]), y, ys)
