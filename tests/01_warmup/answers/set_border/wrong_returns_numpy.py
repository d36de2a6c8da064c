# Returns a NumPy array.
# fails: test_a_numpy_array_stays_as_it_was, test_result_is_a_jax_array_like_x, test_works_under_jit_and_vmap
def set_border(x, v):
    y = np.array(x)
    y[0, :] = y[-1, :] = v
    y[:, 0] = y[:, -1] = v
    return y
