# Real and imaginary part of complex normal numbers.
def two_noises(key, shape):
    both = jax.random.normal(key, shape, dtype=jnp.complex64) * jnp.sqrt(2.0)
    return both.real, both.imag
