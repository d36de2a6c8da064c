# Makes some number of steps at most, or loses count of them.
# fails: test_makes_all_steps
# Makes sixty-four steps at most, and fills the rest up with the last output.
def simulate(step, state, xs):
    length = jax.tree.leaves(xs)[0].shape[0]
    state, ys = jax.lax.scan(step, state, jax.tree.map(lambda leaf: leaf[:64], xs))
    return state, jax.tree.map(lambda y: jnp.pad(y, [(0, length - len(y))] + [(0, 0)] * (y.ndim - 1), 'edge'), ys)
