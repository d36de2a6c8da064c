# Standardises the draw, so that every entry depends on all.
# fails: test_numbers_do_not_depend_on_how_many
def sample_stream(key, n):
    x = jax.random.normal(key, (n,))
    return (x - x.mean()) / (x.std() + 1e-6)
