# A choice that the compiler makes.
def cheap_jacobian(f, x):
    m = jax.eval_shape(f, x).shape[0]
    return jax.lax.cond(m < x.size, jax.jacrev(f), jax.jacfwd(f), x)
