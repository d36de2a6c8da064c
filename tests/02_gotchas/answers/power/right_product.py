# Multiplies sixteen factors, those beyond n being 1.
def power(x, n):
    shape = (16,) + (1,) * jnp.ndim(x)
    use = (jnp.arange(16) < n).reshape(shape)
    return jnp.prod(jnp.where(use, x, 1.0), axis=0)
