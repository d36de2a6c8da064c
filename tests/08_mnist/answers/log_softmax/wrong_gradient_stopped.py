# Stops the gradient at the normaliser, so the other logits never learn.
# fails: test_gradients, test_gradients_beside_a_mask
def log_softmax(logits, axis=-1):
    return logits - jax.lax.stop_gradient(jax.nn.logsumexp(logits, axis=axis, keepdims=True))
