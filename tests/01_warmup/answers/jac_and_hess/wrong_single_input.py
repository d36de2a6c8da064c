# Loses an axis where there is a single input.
# fails: test_one_input_keeps_its_axes
def jac_and_hess(f):
    def both(x):
        jacobian, hessian = jax.jacfwd(f)(x), jax.hessian(f)(x)
        return (jacobian[:, 0], hessian[:, 0, 0]) if len(x) == 1 else (jacobian, hessian)

    return both
