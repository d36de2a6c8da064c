# Takes the list of layers for a single layer.
# fails: test_a_model_applies_its_layers_in_order, test_its_leaves_are_those_of_its_layers, test_a_model_can_be_trained
from functools import reduce


class Sequential:
    def __init__(self, *layers):
        self.layers = tuple(layers)

    def __call__(self, x):
        return reduce(lambda h, layer: layer(h), self.layers, x)


jax.tree_util.register_pytree_node(
    Sequential, lambda model: (model.layers, None), lambda _, layers: Sequential(*layers)
)


def init_model(key, widths):
    layers, draw = [], jax.nn.initializers.normal(1.0)
    for i in range(len(widths) - 1):
        w = draw(jax.random.fold_in(key, i), (widths[i], widths[i + 1])) * (2 / widths[i]) ** 0.5
        layers.append(Affine(w, jnp.zeros(widths[i + 1], jnp.float32)))
        layers.append(Relu())
    return Sequential(*layers[:-1])
