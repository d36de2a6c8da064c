# Takes second derivatives by one input only.
# fails: test_returns_jacobian_and_hessian, test_hessian_is_right, test_one_output_keeps_its_axis, test_axes_are_in_order_where_m_equals_n
def jac_and_hess(f):
    def both(x):
        units = jnp.eye(x.size)

        def second(unit):
            return jax.jvp(lambda x: jax.jvp(f, (x,), (unit,))[1], (x,), (unit,))[1]

        return jax.jacfwd(f)(x), jax.vmap(second, out_axes=1)(units)

    return both
