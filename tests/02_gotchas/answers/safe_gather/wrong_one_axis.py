# Flattens the indices and forgets their shape.
# fails: test_has_the_shape_of_i_and_the_dtype_of_x
def safe_gather(x, i, fill):
    i = jnp.ravel(i)
    inside = (i >= 0) & (i < x.shape[0])
    return jnp.where(inside, x[i], jnp.asarray(fill, x.dtype))
