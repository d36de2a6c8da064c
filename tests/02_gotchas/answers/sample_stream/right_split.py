# Splits the key into n; the first ones do not depend on how many there are.
def sample_stream(key, n):
    return jax.vmap(jax.random.normal)(jax.random.split(key, n))
