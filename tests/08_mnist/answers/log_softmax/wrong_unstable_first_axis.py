# Shifts along the last axis only.
# fails: test_slices_do_not_disturb_each_other
def log_softmax(logits, axis=-1):
    if axis in (-1, logits.ndim - 1):
        return jax.nn.log_softmax(logits, axis=axis)
    return logits - jnp.log(jnp.sum(jnp.exp(logits), axis=axis, keepdims=True))
