# Subtracts from a row what belongs to another, or the shapes clash, as without `keepdims`.
# fails: test_values_along_the_last_axis, test_any_axis, test_large_logits, test_slices_do_not_disturb_each_other, test_masked_classes, test_works_under_jit_and_vmap, test_the_dtype_stays
def log_softmax(logits, axis=-1):
    return logits - jax.nn.logsumexp(logits, axis=axis)
