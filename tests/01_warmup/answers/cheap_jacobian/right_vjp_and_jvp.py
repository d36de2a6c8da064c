# Rows by vjp, columns by jvp.
def cheap_jacobian(f, x):
    m = jax.eval_shape(f, x).shape[0]
    if m <= x.size:
        _, pull = jax.vjp(f, x)
        return jax.vmap(pull)(jnp.eye(m))[0]
    _, push = jax.linearize(f, x)
    return jax.vmap(push, out_axes=1)(jnp.eye(x.size))
