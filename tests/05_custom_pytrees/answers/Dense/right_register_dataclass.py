# Is a dataclass with a static activation.
@jax.tree_util.register_dataclass
@dataclasses.dataclass
class Dense:
    w: jax.Array
    b: jax.Array
    activation: object = dataclasses.field(metadata={"static": True})


@jax.jit
def apply(layer, x):
    return layer.activation(jnp.dot(x, layer.w) + layer.b)
