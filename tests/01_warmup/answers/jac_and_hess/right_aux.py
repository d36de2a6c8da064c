# The Jacobian as a by-product of the Hessian.
def jac_and_hess(f):
    def twice(x):
        jacobian = jax.jacrev(f)(x)
        return jacobian, jacobian

    def both(x):
        hessian, jacobian = jax.jacfwd(twice, has_aux=True)(x)
        return jacobian, hessian

    return both
