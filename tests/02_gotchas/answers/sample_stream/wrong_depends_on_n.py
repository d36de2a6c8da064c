# Folds n into the key, so that each length has numbers of its own.
# fails: test_numbers_do_not_depend_on_how_many
def sample_stream(key, n):
    return jax.random.normal(jax.random.fold_in(key, n), (n,))
