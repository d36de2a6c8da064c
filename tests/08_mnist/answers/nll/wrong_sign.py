# Gives the loss with the wrong sign.
# fails: test_mean_surprise_about_the_true_class, test_no_opinion_costs_the_logarithm_of_the_number_of_classes, test_batch_sizes_and_integers, test_the_gradient_by_the_parameters, test_works_under_jit
def nll(params, x, y_onehot):
    return jnp.mean(jnp.sum(batched_predict(params, x) * y_onehot, axis=1))
