# Stacks a copy of the kernel for each device, on the host.
# fails: test_the_kernel_is_given_once
def pmap_conv(w, xs):
    return jax.pmap(given_conv)(np.stack([np.asarray(w)] * xs.shape[0]), xs)
