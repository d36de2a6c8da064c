# Assigns to a JAX array as if it were NumPy's.
# fails: test_result_is_a_jax_array_like_x, test_border_is_v_and_the_rest_is_x, test_thin_matrices_are_all_border, test_a_numpy_array_stays_as_it_was, test_works_under_jit_and_vmap
def set_border(x, v):
    x = jnp.asarray(x)
    x[0, :] = v
    x[-1, :] = v
    x[:, 0] = v
    x[:, -1] = v
    return x
