# Draws from NumPy's generator.
# fails: test_numbers_do_not_depend_on_how_many, test_all_randomness_comes_from_the_key, test_works_under_jit
def sample_stream(key, n):
    return jnp.asarray(np.random.normal(size=n).astype(np.float32))
