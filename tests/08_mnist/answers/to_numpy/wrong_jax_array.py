# Gives something other than a NumPy array.
# fails: test_it_is_a_float32_numpy_array
def to_numpy(img):
    return jnp.asarray(img, jnp.float32).ravel() / 255
