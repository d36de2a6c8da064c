# Squeezes the axis of a single output away.
# fails: test_one_output_keeps_its_axis
def jac_and_hess(f):
    return lambda x: (jnp.squeeze(jax.jacfwd(f)(x)), jnp.squeeze(jax.hessian(f)(x)))
