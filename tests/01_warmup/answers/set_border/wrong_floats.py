# Makes floats of integers.
# fails: test_result_is_a_jax_array_like_x
def set_border(x, v):
    x = jnp.asarray(x, jnp.float32)
    x = x.at[0, :].set(v).at[-1, :].set(v)
    return x.at[:, 0].set(v).at[:, -1].set(v)
