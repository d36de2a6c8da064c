# A dataclass of Flax's.
from flax import struct
class Dense(struct.PyTreeNode):
    w: jax.Array
    b: jax.Array
    activation: object = struct.field(pytree_node=False)
    def __call__(self, x):
        return self.activation(x @ self.w + self.b)
apply = jax.jit(lambda layer, x: layer(x))
