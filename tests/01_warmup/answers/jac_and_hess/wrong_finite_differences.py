# Takes differences of nearby Jacobians.
# fails: test_hessian_is_right, test_one_output_keeps_its_axis, test_axes_are_in_order_where_m_equals_n, test_works_under_jit
def jac_and_hess(f):
    def both(x):
        jacobian = jax.jacfwd(f)
        steps = 1e-2 * jnp.eye(x.size)
        columns = [(jacobian(x + step) - jacobian(x)) / 1e-2 for step in steps]
        return jacobian(x), jnp.stack(columns, axis=-1)

    return both
