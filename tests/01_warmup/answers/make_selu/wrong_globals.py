# Keeps alpha and lmbda in globals.
# fails: test_each_function_has_constants_of_its_own
def make_selu(alpha, lmbda):
    global ALPHA, LMBDA
    ALPHA, LMBDA = alpha, lmbda

    def selu(x):
        return LMBDA * jnp.where(x > 0, x, ALPHA * jnp.expm1(jnp.minimum(x, 0)))

    return jax.jit(selu)
