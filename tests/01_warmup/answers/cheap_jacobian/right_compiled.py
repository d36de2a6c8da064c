# The way chosen, then compiled.
def cheap_jacobian(f, x):
    (m,), (n,) = jax.eval_shape(f, x).shape, x.shape
    return jax.jit(jax.jacfwd(f) if n <= m else jax.jacrev(f))(x)
