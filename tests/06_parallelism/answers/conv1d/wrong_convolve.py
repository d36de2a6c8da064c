# Uses `convolve`, which flips the kernel.
# fails: test_slides_the_kernel_without_flipping_it
def conv1d(w, x):
    return jnp.convolve(x, w, mode="valid")
