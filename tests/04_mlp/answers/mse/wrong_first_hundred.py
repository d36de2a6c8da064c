# Looks at the first hundred examples only.
# fails: test_every_entry_counts_alike
def mse(params, x, y):
    predictions = forward(params, x)
    return jnp.mean((predictions - y.reshape(predictions.shape))[:100] ** 2)
