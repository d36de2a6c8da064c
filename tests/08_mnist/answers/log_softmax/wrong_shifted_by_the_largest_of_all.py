# Gives infinities for rows of very different size, as where one shift serves for all rows.
# fails: test_large_logits, test_slices_do_not_disturb_each_other
def log_softmax(logits, axis=-1):
    shifted = logits - jnp.max(logits)
    return shifted - jnp.log(jnp.sum(jnp.exp(shifted), axis=axis, keepdims=True))
