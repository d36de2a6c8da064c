# Normalises over the whole array: all exponentials together add up to 1.
# fails: test_values_along_the_last_axis, test_any_axis, test_large_logits, test_slices_do_not_disturb_each_other, test_masked_classes, test_works_under_jit_and_vmap, test_the_dtype_stays
def log_softmax(logits, axis=-1):
    return logits - jax.nn.logsumexp(logits)
