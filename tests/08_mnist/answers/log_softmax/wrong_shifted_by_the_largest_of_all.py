# Shifts all slices by the largest logit of the whole array, so slices of small logits underflow.
# fails: test_large_logits, test_slices_do_not_disturb_each_other
def log_softmax(logits, axis=-1):
    shifted = logits - jnp.max(logits)
    return shifted - jnp.log(jnp.sum(jnp.exp(shifted), axis=axis, keepdims=True))
