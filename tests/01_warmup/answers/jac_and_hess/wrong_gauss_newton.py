# Takes products of first derivatives for second ones.
# fails: test_hessian_is_right, test_one_output_keeps_its_axis, test_axes_are_in_order_where_m_equals_n
def jac_and_hess(f):
    def both(x):
        jacobian = jax.jacfwd(f)(x)
        return jacobian, jacobian[:, :, None] * jacobian[:, None, :]

    return both
