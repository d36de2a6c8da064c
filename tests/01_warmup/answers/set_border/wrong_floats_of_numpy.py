# Makes floats of NumPy's integers.
# fails: test_keeps_the_dtype_of_x
def set_border(x, v):
    if isinstance(x, np.ndarray):
        x = jnp.asarray(x, dtype=jnp.float32)
    return x.at[0].set(v).at[-1].set(v).at[:, 0].set(v).at[:, -1].set(v)
