# Cuts large errors off, so that outliers count less.
# fails: test_every_entry_counts_alike
def mse(params, x, y):
    predictions = forward(params, x)
    return jnp.mean(jnp.clip(predictions - y.reshape(predictions.shape), -1e3, 1e3) ** 2)
