# Returns something that is not a function.
# fails: test_returns_jacobian_and_hessian, test_jacobian_is_right, test_hessian_is_right, test_one_output_keeps_its_axis, test_one_input_keeps_its_axes, test_axes_are_in_order_where_m_equals_n, test_works_under_jit
def jac_and_hess(f):
    return jax.jacfwd(f), jax.hessian(f)
