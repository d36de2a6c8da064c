# Takes the squared norm of the difference, the slope of which is nan where the difference is 0.
# fails: test_the_gradient_is_0_where_nothing_is_wrong
@jax.jit
def mse(params, x, y):
    predictions = forward(params, x)
    return jnp.linalg.norm(predictions.flatten() - jnp.asarray(y).flatten()) ** 2 / predictions.size
