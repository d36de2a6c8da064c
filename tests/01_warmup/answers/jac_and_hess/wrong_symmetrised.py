# Symmetrises the Hessian with its transpose, which turns all three axes round.
# fails: test_axes_are_in_order_where_m_equals_n
def jac_and_hess(f):
    def both(x):
        hessian = jax.hessian(f)(x)
        if hessian.shape == hessian.T.shape:
            hessian = (hessian + hessian.T) / 2
        return jax.jacfwd(f)(x), hessian

    return both
