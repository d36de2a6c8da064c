# Gives wrong values for large logits, and a zero gradient for the least likely class, as clipping does.
# fails: test_large_logits, test_slices_do_not_disturb_each_other, test_gradients, test_masked_classes
def log_softmax(logits, axis=-1):
    logits = jnp.clip(logits, -80.0, 80.0)
    return logits - jnp.log(jnp.sum(jnp.exp(logits), axis=axis, keepdims=True))
