# Picks the inputs by products with 0 and 1, which spread inf and nan.
# fails: test_every_value_comes_through
def simulate(step, state, xs):
    length = jax.tree.leaves(xs)[0].shape[0]

    def body(state, t):
        def entry(leaf):
            mask = (jnp.arange(length) == t).astype(leaf.dtype)
            return jnp.tensordot(mask, leaf, 1)

        return step(state, jax.tree.map(entry, xs))

    return jax.lax.scan(body, state, jnp.arange(length))
