# Adds a small number before the logarithm, which puts a floor under the log-probabilities.
# fails: test_large_logits, test_gradients, test_masked_classes
def log_softmax(logits, axis=-1):
    return jnp.log(jax.nn.softmax(logits, axis=axis) + 1e-8)
