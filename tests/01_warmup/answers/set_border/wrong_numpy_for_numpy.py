# Gives a NumPy array back where one came in.
# fails: test_a_numpy_array_stays_as_it_was
def set_border(x, v):
    if isinstance(x, np.ndarray):
        y = x.copy()
        y[[0, -1]] = v
        y[:, [0, -1]] = v
        return y
    return x.at[0].set(v).at[-1].set(v).at[:, 0].set(v).at[:, -1].set(v)
