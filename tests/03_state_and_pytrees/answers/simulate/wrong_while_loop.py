# Raises an exception where it is differentiated.
# fails: test_works_under_jit_and_grad
def simulate(step, state, xs):
    state = jax.tree.map(jnp.asarray, state)
    length = jax.tree.leaves(xs)[0].shape[0]
    at = lambda i: jax.tree.map(lambda leaf: leaf[i], xs)
    like = jax.eval_shape(step, state, at(0))
    state = jax.tree.map(lambda s, l: s.astype(l.dtype), state, like[0])
    buffers = jax.tree.map(lambda l: jnp.zeros((length, *l.shape), l.dtype), like[1])

    def body(carry):
        i, state, buffers = carry
        state, y = step(state, at(i))
        return i + 1, state, jax.tree.map(lambda b, leaf: b.at[i].set(leaf), buffers, y)

    _, state, buffers = jax.lax.while_loop(lambda carry: carry[0] < length, body, (0, state, buffers))
    return state, buffers
