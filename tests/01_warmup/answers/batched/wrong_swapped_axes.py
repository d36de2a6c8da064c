# Transposes the result of `per_pair`: its rows belong to `B`.
# fails: test_per_pair_has_rows_of_a_by_rows_of_b, test_one_row_is_enough
def batched(f):
    return jax.vmap(f)


def per_pair(f):
    return jax.vmap(jax.vmap(f, in_axes=(0, None)), in_axes=(None, 0))
