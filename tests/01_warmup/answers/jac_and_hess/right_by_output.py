# One output at a time.
def jac_and_hess(f):
    def both(x):
        m = f(x).shape[0]
        grads = [jax.grad(lambda x, i=i: f(x)[i]) for i in range(m)]
        jacobian = jnp.stack([grad(x) for grad in grads])
        hessian = jnp.stack([jax.jacfwd(grad)(x) for grad in grads])
        return jacobian, hessian

    return both
