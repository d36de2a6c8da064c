# Cannot be differentiated under `jit`, where n is traced.
# fails: test_can_be_differentiated_under_jit
def power(x, n):
    return jax.lax.fori_loop(0, n, lambda _, y: y @ x, jnp.eye(len(x)))
