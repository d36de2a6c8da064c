# Convolves with `jnp.convolve`, which flips the kernels.
# fails: test_each_kernel_and_the_one_bias
def vmap_tree(params, x):
    return jax.vmap(lambda w: jnp.convolve(x, w, mode="valid"))(params["w"]) + params["b"]
