# Folds the widths into the key, so that layers of the same shape are equal.
# fails: test_all_randomness_comes_from_the_key
class Sequential:
    def __init__(self, layers):
        self.layers = layers

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


jax.tree_util.register_pytree_node(Sequential, lambda model: ((model.layers,), None), lambda _, c: Sequential(*c))


def init_model(key, widths):
    layers = []
    for n_in, n_out in pairwise(widths):
        w = jnp.sqrt(2 / n_in) * jax.random.normal(jax.random.fold_in(key, 1000 * n_in + n_out), (n_in, n_out))
        layers += [Affine(w, jnp.zeros(n_out)), Relu()]
    return Sequential(layers[:-1])
