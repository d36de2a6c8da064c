# Drops axes of length 1, so a batch of one image loses its batch axis.
# fails: test_batches_of_any_size
def batched_predict(params, x):
    return jnp.squeeze(jax.vmap(lambda image: predict(params, image))(x))
