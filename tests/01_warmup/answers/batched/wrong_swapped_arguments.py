# Hands `f` a row of `B` first and a row of `A` second.
# fails: test_batched_pairs_row_i_with_row_i, test_batched_is_vectorised, test_per_pair_has_rows_of_a_by_rows_of_b, test_per_pair_is_vectorised, test_f_gets_one_row_of_each, test_one_row_is_enough
def batched(f):
    return jax.vmap(lambda a, b: f(b, a))


def per_pair(f):
    g = lambda a, b: f(b, a)  # noqa: E731
    return jax.vmap(jax.vmap(g, in_axes=(None, 0)), in_axes=(0, None))
