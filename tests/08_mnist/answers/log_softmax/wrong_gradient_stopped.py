# Leaves out the gradient of what is subtracted, so that the other logits get none.
# fails: test_gradients, test_masked_classes
def log_softmax(logits, axis=-1):
    return logits - jax.lax.stop_gradient(jax.nn.logsumexp(logits, axis=axis, keepdims=True))
