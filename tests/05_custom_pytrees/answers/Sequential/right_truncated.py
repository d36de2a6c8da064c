# He's normal distribution from the library, which truncates it.
@jax.tree_util.register_pytree_with_keys_class
class Sequential:
    def __init__(self, layers):
        self.layers = list(layers)

    def __call__(self, x):
        h = x
        for i in range(len(self.layers)):
            h = self.layers[i](h)
        return h

    def tree_flatten_with_keys(self):
        return [(jax.tree_util.SequenceKey(i), layer) for i, layer in enumerate(self.layers)], len(self.layers)

    @classmethod
    def tree_unflatten(cls, aux, children):
        model = cls.__new__(cls)
        model.layers = list(children)
        return model


def init_model(key, widths):
    he = jax.nn.initializers.he_normal()

    def build(key, widths):
        n_in, n_out, *others = widths
        here, there = jax.random.split(key)
        layer = Affine(he(here, (n_in, n_out), jnp.float32), jnp.zeros(n_out))
        return [layer, Relu(), *build(there, [n_out, *others])] if others else [layer]

    return Sequential(build(key, widths))
