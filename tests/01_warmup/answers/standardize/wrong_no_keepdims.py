# Loses the reduced axis.
# fails: test_result_is_like_x, test_any_axis_and_any_number_of_dimensions, test_works_under_jit_and_vmap
def standardize(x, axis=0, eps=1e-6):
    mean = jnp.mean(x, axis=axis)
    var = jnp.var(x, axis=axis)
    return (x - mean) / jnp.sqrt(var + eps)
