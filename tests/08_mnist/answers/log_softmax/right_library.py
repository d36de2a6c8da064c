# JAX's own.
def log_softmax(logits, axis=-1):
    return jax.nn.log_softmax(logits, axis=axis)
