# Stops the gradient at the normaliser, so the other logits never learn.
# fails: test_gradients, test_masked_classes
def log_softmax(logits, axis=-1):
    return logits - jax.lax.stop_gradient(jax.nn.logsumexp(logits, axis=axis, keepdims=True))
