# Squeezes the output, so that a batch of one loses its axis.
# fails: test_applies_weights_biases_and_activation
@jax.tree_util.register_dataclass
@dataclasses.dataclass
class Dense:
    w: jax.Array
    b: jax.Array
    activation: object = dataclasses.field(metadata={"static": True})
@jax.jit
def apply(layer, x):
    return layer.activation(jnp.squeeze(x @ layer.w + layer.b))
