# Sums the outputs, so that grad takes them.
# fails: test_returns_jacobian_and_hessian, test_jacobian_is_right, test_hessian_is_right, test_one_output_keeps_its_axis, test_axes_are_in_order_where_m_equals_n
def jac_and_hess(f):
    def total(x):
        return jnp.sum(f(x))

    return lambda x: (jax.grad(total)(x), jax.hessian(total)(x))
