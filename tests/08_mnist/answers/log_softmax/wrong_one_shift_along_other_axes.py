# Shifts by the largest of the whole array where axis is not the last.
# fails: test_slices_do_not_disturb_each_other
def log_softmax(logits, axis=-1):
    top = jnp.max(logits, axis=None if axis not in (-1, logits.ndim - 1) else axis, keepdims=True)
    shifted = logits - jax.lax.stop_gradient(top)
    return shifted - jnp.log(jnp.sum(jnp.exp(shifted), axis=axis, keepdims=True))
