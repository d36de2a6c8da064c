# Is a dataclass with a static name.
@jax.tree_util.register_dataclass
@dataclasses.dataclass
class Linear:
    w: jax.Array
    b: jax.Array
    name: str = dataclasses.field(metadata={"static": True})

    def __call__(self, x):
        return jnp.dot(x, self.w) + self.b
