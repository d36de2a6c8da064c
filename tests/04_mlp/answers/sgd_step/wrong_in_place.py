# Changes the trees that the caller handed in, and raises an error for another kind of tree.
# fails: test_works_for_any_pytree, test_params_and_grads_stay_as_they_were, test_the_learning_rate_may_be_traced
def sgd_step(params, grads, lr):
    for layer, gradient in zip(params, grads):
        for name in layer:
            layer[name] = layer[name] - lr * gradient[name]
    return params
