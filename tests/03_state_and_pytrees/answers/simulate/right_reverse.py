# Turns xs round and scans from its end.
def simulate(step, state, xs):
    flip = lambda tree: jax.tree.map(lambda l: jnp.flip(l, axis=0), tree)
    final, ys = jax.lax.scan(step, state, flip(xs), reverse=True)
    return final, flip(ys)
