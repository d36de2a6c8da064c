# Goes over from one branch to the other at 0.01.
# fails: test_works_under_vmap_and_grad
def make_selu(alpha, lmbda):
    @jax.jit
    def selu(x):
        return lmbda * jnp.where(x > 1e-2, x, alpha * jnp.expm1(jnp.minimum(x, 1e-2)))

    return selu
