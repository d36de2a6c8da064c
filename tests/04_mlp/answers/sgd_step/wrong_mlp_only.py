# Knows the names of an MLP's parameters and nothing else.
# fails: test_works_for_any_pytree
def sgd_step(params, grads, lr):
    return [{name: layer[name] - lr * g[name] for name in ("w", "b")} for layer, g in zip(params, grads)]
