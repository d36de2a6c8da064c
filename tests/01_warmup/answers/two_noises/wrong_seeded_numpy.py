# Seeds a NumPy generator with the key.
# fails: test_works_under_jit
def two_noises(key, shape):
    generator = np.random.default_rng(np.asarray(jax.random.key_data(key)))
    return tuple(jnp.asarray(generator.normal(size=shape), jnp.float32) for _ in range(2))
