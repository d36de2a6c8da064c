# Draws from a NumPy generator with a fixed seed: `key` is not used.
# fails: test_all_randomness_comes_from_the_key
def sample_stream(key, n):
    return jnp.asarray(np.random.default_rng(0).normal(size=n).astype(np.float32))
