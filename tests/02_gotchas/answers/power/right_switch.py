# One branch for each exponent.
def power(x, n):
    return jax.lax.switch(n, [lambda x, k=k: x**k if k else jnp.ones_like(x) for k in range(17)], x)
