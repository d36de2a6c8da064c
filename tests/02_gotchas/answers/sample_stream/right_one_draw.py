# Draws all at once: with JAX's present generator, entry i does not depend on the shape.
def sample_stream(key, n):
    return jax.random.normal(key, (n,))
