# Directions by hand.
def jac_and_hess(f):
    def jacobian(x):
        return jax.vmap(lambda unit: jax.jvp(f, (x,), (unit,))[1], out_axes=-1)(jnp.eye(x.size))

    def both(x):
        units = jnp.eye(x.size)
        return jacobian(x), jax.vmap(lambda unit: jax.jvp(jacobian, (x,), (unit,))[1], out_axes=-1)(units)

    return both
