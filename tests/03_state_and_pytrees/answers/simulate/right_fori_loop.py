# Writes the outputs into buffers in a fori_loop.
def simulate(step, state, xs):
    state = jax.tree.map(jnp.asarray, state)
    length = jax.tree.leaves(xs)[0].shape[0]
    at = lambda i: jax.tree.map(lambda leaf: leaf[i], xs)
    like = jax.eval_shape(step, state, at(0))
    state = jax.tree.map(lambda s, l: s.astype(l.dtype), state, like[0])
    buffers = jax.tree.map(lambda l: jnp.zeros((length, *l.shape), l.dtype), like[1])

    def body(i, carry):
        state, buffers = carry
        state, y = step(state, at(i))
        return state, jax.tree.map(lambda b, leaf: b.at[i].set(leaf), buffers, y)

    return jax.lax.fori_loop(0, length, body, (state, buffers))
