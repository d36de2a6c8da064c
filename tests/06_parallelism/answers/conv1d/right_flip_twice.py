# Flips the kernel so that `convolve` flips it back, compiled.
@jax.jit
def conv1d(w, x):
    return jnp.convolve(x, w[::-1], mode="valid")
