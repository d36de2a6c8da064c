# Lets one branch fade into the other around 0.
# fails: test_works_under_vmap_and_grad
def make_selu(alpha, lmbda):
    @jax.jit
    def selu(x):
        share = jax.nn.sigmoid(200 * x)
        return lmbda * (share * x + (1 - share) * alpha * jnp.expm1(jnp.minimum(x, 0)))

    return selu
