# Walks through dictionaries, lists and tuples by hand, and knows no other container.
# fails: test_works_for_other_containers
def sgd_step(params, grads, lr):
    if isinstance(params, dict):
        return {name: sgd_step(params[name], grads[name], lr) for name in params}
    if isinstance(params, (list, tuple)):
        return type(params)([sgd_step(p, g, lr) for p, g in zip(params, grads)])
    return params - lr * grads
