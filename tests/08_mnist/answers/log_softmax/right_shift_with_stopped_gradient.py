# Shifts by the largest logit, through which no gradient needs to flow.
def log_softmax(logits, axis=-1):
    m = jax.lax.stop_gradient(jnp.max(logits, axis, keepdims=True))
    log_sum = m + jnp.log(jnp.sum(jnp.exp(logits - m), axis, keepdims=True))
    return logits - log_sum
