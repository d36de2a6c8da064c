# Takes targets for transposed where their shape allows it.
# fails: test_every_entry_counts_alike
def mse(params, x, y):
    predictions = forward(params, x)
    y = y.reshape(predictions.shape)
    return jnp.mean((predictions - (y.T if y.shape == y.T.shape else y)) ** 2)
