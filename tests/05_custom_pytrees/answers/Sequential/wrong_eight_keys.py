# Makes eight keys, the last of which serves all further layers.
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
    keys, layers = jax.random.split(key, 8), []
    for i, (n_in, n_out) in enumerate(pairwise(widths)):
        w = jnp.sqrt(2 / n_in) * jax.random.normal(keys[min(i, 7)], (n_in, n_out))
        layers += [Affine(w, jnp.zeros(n_out)), Relu()]
    return Sequential(layers[:-1])
