# Backwards, twice.
def jac_and_hess(f):
    jacobian = jax.jacrev(f)
    return lambda x: (jacobian(x), jax.jacrev(jacobian)(x))
