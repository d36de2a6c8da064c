# Registered by hand, with slots.
@dataclasses.dataclass(slots=True)
class Config:
    rate: object
    momentum: object
    name: str = "sgd"
jax.tree_util.register_pytree_node(
    Config, lambda c: ([c.rate, c.momentum], c.name), lambda name, children: Config(*children, name=name)
)
