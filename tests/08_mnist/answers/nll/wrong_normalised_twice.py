# Takes the logarithm of numbers that are logarithms already.
# fails: test_mean_surprise_about_the_true_class, test_batch_sizes_and_integers, test_the_gradient_by_the_parameters, test_works_under_jit
def nll(params, x, y_onehot):
    return -jnp.mean(jnp.sum(jnp.log(jax.nn.softmax(jnp.exp(batched_predict(params, x)))) * y_onehot, axis=1))
