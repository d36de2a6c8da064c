# Sums the exponentials without shifting the logits first, so large ones overflow.
# fails: test_large_logits, test_slices_do_not_disturb_each_other, test_gradients
def log_softmax(logits, axis=-1):
    return logits - jnp.log(jnp.sum(jnp.exp(logits), axis=axis, keepdims=True))
