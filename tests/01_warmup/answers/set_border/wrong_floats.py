# Makes floats of integers.
# fails: test_keeps_the_dtype_of_x
def set_border(x, v):
    x = jnp.asarray(x, jnp.float32)
    x = x.at[0, :].set(v).at[-1, :].set(v)
    return x.at[:, 0].set(v).at[:, -1].set(v)
