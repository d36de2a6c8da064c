# Registers a dataclass with keys, by hand.
@dataclasses.dataclass(eq=False)
class Config:
    rate: float
    momentum: float
    name: str = "sgd"


def flatten_with_keys(config):
    key = jax.tree_util.GetAttrKey
    return [(key("rate"), config.rate), (key("momentum"), config.momentum)], config.name


jax.tree_util.register_pytree_with_keys(Config, flatten_with_keys, lambda name, children: Config(*children, name=name))
