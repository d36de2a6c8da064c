# Writes into the caller's NumPy array.
# fails: test_a_numpy_array_stays_as_it_was
def set_border(x, v):
    if isinstance(x, np.ndarray):
        x[0, :] = x[-1, :] = v
        x[:, 0] = x[:, -1] = v
        return jnp.array(x)
    x = x.at[0, :].set(v).at[-1, :].set(v)
    return x.at[:, 0].set(v).at[:, -1].set(v)
