# Does not pass on all values as they are, such as huge ones, infinity or nan.
# fails: test_every_value_comes_through
# Picks the inputs by products with the rows of an identity matrix, which spread inf and nan.
def simulate(step, state, xs):
    def body(state, row):
        return step(state, jax.tree.map(lambda leaf: jnp.tensordot(row.astype(leaf.dtype), leaf, 1), xs))

    return jax.lax.scan(body, state, jnp.eye(len(jax.tree.leaves(xs)[0])))
