# Tangents.
def nth_derivative(f, n):
    def along(g):
        return lambda x: jax.jvp(g, (x,), (jnp.ones_like(x),))[1]

    for _ in range(n):
        f = along(f)
    return lambda x: f(jnp.asarray(x, jnp.float32))
