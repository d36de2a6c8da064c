# Stacks copies of the kernel, one for each device.
# fails: test_the_kernel_is_given_once
def pmap_conv(w, xs):
    return jax.pmap(given_conv)(jnp.stack([w] * xs.shape[0]), xs)
