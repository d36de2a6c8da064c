# Clips the gradient of large errors.
# fails: test_its_gradient_grows_with_the_errors
@jax.custom_vjp
def _limited(e):
    return e
_limited.defvjp(lambda e: (e, None), lambda _, g: (jnp.clip(g, -10, 10),))


def mse(params, x, y):
    predictions = forward(params, x)
    return jnp.mean(_limited(predictions - y.reshape(predictions.shape)) ** 2)
