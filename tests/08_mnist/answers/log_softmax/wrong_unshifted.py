# Gives infinities or nan for large logits, as exponentials without a shift do.
# fails: test_large_logits, test_slices_do_not_disturb_each_other, test_gradients
def log_softmax(logits, axis=-1):
    return logits - jnp.log(jnp.sum(jnp.exp(logits), axis=axis, keepdims=True))
