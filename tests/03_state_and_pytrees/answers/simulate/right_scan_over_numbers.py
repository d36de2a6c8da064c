# Scans over the numbers of the steps.
def simulate(step, state, xs):
    length = len(jax.tree.leaves(xs)[0])

    def body(state, t):
        return step(state, jax.tree.map(lambda leaf: jax.lax.dynamic_index_in_dim(leaf, t, keepdims=False), xs))

    final, ys = jax.lax.scan(body, state, jnp.arange(length))
    return final, ys
