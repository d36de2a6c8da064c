# Computes all pairs where pairs in step are asked for.
# fails: test_batched_pairs_row_i_with_row_i, test_one_row_is_enough
def batched(f):
    return per_pair(f)


def per_pair(f):
    return jax.vmap(jax.vmap(f, in_axes=(None, 0)), in_axes=(0, None))
