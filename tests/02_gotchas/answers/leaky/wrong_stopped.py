# Stops the gradient of the root to get rid of the nan, and of the gradient.
# fails: test_gradient_is_right, test_works_under_jit_and_vmap
def leaky(x):
    root = jax.lax.stop_gradient(jnp.sqrt(1 + jnp.maximum(x, 0)) - 1)
    return jnp.where(x > 0, root, 0.1 * x)
