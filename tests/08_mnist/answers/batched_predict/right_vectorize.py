# Lets jnp.vectorize add the batch axis.
def batched_predict(params, x):
    return jnp.vectorize(lambda image: predict(params, image), signature="(i)->(o)")(x)
