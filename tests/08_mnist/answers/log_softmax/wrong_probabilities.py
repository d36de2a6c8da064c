# Returns the probabilities instead of their logarithms.
# fails: test_values_along_the_last_axis, test_any_axis, test_large_logits, test_slices_do_not_disturb_each_other, test_gradients, test_masked_classes, test_the_dtype_stays, test_works_under_jit_and_vmap
def log_softmax(logits, axis=-1):
    return jax.nn.softmax(logits, axis=axis)
