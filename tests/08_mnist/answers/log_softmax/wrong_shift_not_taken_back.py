# Subtracts the largest logit inside the sum only, and never adds it back.
# fails: test_values_along_the_last_axis, test_any_axis, test_large_logits, test_slices_do_not_disturb_each_other, test_gradients, test_masked_classes, test_the_dtype_stays, test_works_under_jit_and_vmap
def log_softmax(logits, axis=-1):
    m = jnp.max(logits, axis=axis, keepdims=True)
    return logits - jnp.log(jnp.sum(jnp.exp(logits - m), axis=axis, keepdims=True))
