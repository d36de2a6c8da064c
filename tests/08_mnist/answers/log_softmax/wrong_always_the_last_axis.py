# Works along another axis than the one that `axis` names.
# fails: test_any_axis
def log_softmax(logits, axis=-1):
    return logits - jax.nn.logsumexp(logits, axis=-1, keepdims=True)
