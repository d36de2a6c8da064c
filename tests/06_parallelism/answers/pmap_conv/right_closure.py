# Closes over the kernel, so that pmap maps the signals alone.
def pmap_conv(w, xs):
    return jax.pmap(lambda x: jnp.correlate(x, w, mode="valid"))(xs)
