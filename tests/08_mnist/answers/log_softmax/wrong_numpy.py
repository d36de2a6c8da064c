# Computes with NumPy, which no transformation can see through.
# fails: test_gradients, test_masked_classes, test_works_under_jit_and_vmap
def log_softmax(logits, axis=-1):
    logits = np.asarray(logits)
    shifted = logits - logits.max(axis=axis, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))
