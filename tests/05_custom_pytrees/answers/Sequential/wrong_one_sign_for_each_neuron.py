# Draws a sign for each neuron, not for each weight.
# fails: test_the_weights_are_he_initialised
class Sequential:

    def __init__(self, layers):
        self.layers = layers

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

    def tree_flatten(self):
        return (self.layers,), None

    @classmethod
    def tree_unflatten(cls, aux, children):
        return cls(*children)


jax.tree_util.register_pytree_node_class(Sequential)


def init_model(key, widths):
    layers = []
    for n_in, n_out in pairwise(widths):
        key, layer_key = jax.random.split(key)
        sign_key, size_key = jax.random.split(layer_key)
        sizes = jnp.sqrt(2 / n_in) * jnp.abs(jax.random.normal(size_key, (n_in, n_out)))
        w = jax.random.rademacher(sign_key, (n_out,), jnp.float32) * sizes
        layers += [Affine(w, jnp.zeros(n_out)), Relu()]
    return Sequential(layers[:-1])
