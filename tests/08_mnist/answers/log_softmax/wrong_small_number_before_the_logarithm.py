# Keeps log-probabilities above a floor and gives zero gradients, as a number added before the logarithm does.
# fails: test_large_logits, test_gradients, test_masked_classes
def log_softmax(logits, axis=-1):
    return jnp.log(jax.nn.softmax(logits, axis=axis) + 1e-8)
