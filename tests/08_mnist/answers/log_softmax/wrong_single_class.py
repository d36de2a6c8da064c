# Gives the only class that is left the logarithm of a small number.
# fails: test_masked_classes
def log_softmax(logits, axis=-1):
    count = jnp.sum(jnp.isfinite(logits), axis=axis, keepdims=True)
    out = logits - jax.nn.logsumexp(logits, axis=axis, keepdims=True)
    return jnp.where(count == 1, jnp.log(1e-8), out).astype(logits.dtype) if logits.shape[axis] > 1 else out
