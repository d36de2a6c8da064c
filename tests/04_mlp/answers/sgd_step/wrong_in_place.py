# Changes the caller's dictionaries in place.
# fails: ?
def sgd_step(params, grads, lr):
    for layer, gradient in zip(params, grads):
        for name in layer:
            layer[name] = layer[name] - lr * gradient[name]
    return params
