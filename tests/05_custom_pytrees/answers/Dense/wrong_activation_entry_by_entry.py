# Applies the activation to each entry by itself.
# fails: test_applies_weights_biases_and_activation
@jax.tree_util.register_dataclass
@dataclasses.dataclass
class Dense:
    w: jax.Array
    b: jax.Array
    activation: object = dataclasses.field(metadata={"static": True})
@jax.jit
def apply(layer, x):
    y = x @ layer.w + layer.b
    return jax.vmap(layer.activation)(y.ravel()).reshape(y.shape)
