# Closes over the parameters, so vmap sees the images only; compiled.
@jax.jit
def batched_predict(params, x):
    return jax.vmap(lambda image: predict(params, image))(x)
