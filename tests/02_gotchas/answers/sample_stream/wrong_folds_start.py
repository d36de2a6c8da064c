# Folds start into the key and draws the piece at once, so that numbers depend on where it begins.
# fails: test_numbers_do_not_depend_on_the_piece, test_start_may_be_large
def sample_stream(key, start, n):
    return jax.random.normal(jax.random.fold_in(key, start), (n,))
