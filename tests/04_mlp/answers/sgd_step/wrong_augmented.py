# Updates NumPy arrays in place with -=.
# fails: ?
def sgd_step(params, grads, lr):
    def update(p, g):
        p -= lr * g
        return jnp.asarray(p)

    return jax.tree.map(update, params, grads)
