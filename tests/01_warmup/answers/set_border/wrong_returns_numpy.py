# Returns a NumPy array.
# fails: test_keeps_the_dtype_of_x, test_a_numpy_array_stays_as_it_was, test_works_under_jit_and_vmap
def set_border(x, v):
    y = np.array(x)
    y[0, :] = y[-1, :] = v
    y[:, 0] = y[:, -1] = v
    return y
