# Changes the parameters or gradients that the caller handed in.
# fails: test_params_and_grads_stay_as_they_were
def sgd_step(params, grads, lr):
    def update(p, g):
        p -= lr * g
        return jnp.asarray(p)

    return jax.tree.map(update, params, grads)
