# Reduces, and puts the axis back.
def log_softmax(logits, axis=-1):
    return logits - jnp.expand_dims(jax.scipy.special.logsumexp(logits, axis=axis), axis)
