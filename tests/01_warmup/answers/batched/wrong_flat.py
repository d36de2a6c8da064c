# Returns the results of all pairs in one flat array.
# fails: test_per_pair_has_rows_of_a_by_rows_of_b, test_one_row_is_enough
def batched(f):
    return jax.vmap(f)


def per_pair(f):
    def pairs(a, b):
        return jax.vmap(f)(jnp.repeat(a, len(b), axis=0), jnp.tile(b, (len(a), 1)))

    return pairs
