# Cuts off what is large.
# fails: test_numbers_of_any_size
def pmap_conv(w, xs):
    return jax.pmap(lambda w, x: jnp.clip(given_conv(w, x), -1e3, 1e3), in_axes=(None, 0))(w, xs)
