# Drops the axis of the places where there is only one.
# fails: test_any_lengths
def pmap_conv(w, xs):
    return jax.pmap(lambda w, x: given_conv(w, x).squeeze(), in_axes=(None, 0))(w, xs)
