# Builds a fixed matrix of the kernel, through which no gradient reaches it.
# fails: test_works_under_jit_vmap_and_grad
def conv1d(w, x):
    return jnp.correlate(x, jax.lax.stop_gradient(w), mode="valid")
