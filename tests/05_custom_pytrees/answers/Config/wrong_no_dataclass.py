# Is not a dataclass.
# fails: test_is_a_dataclass_with_a_default_name
class Config:
    def __init__(self, rate, momentum, name="sgd"):
        self.rate, self.momentum, self.name = rate, momentum, name


jax.tree_util.register_pytree_node(
    Config, lambda config: ((config.rate, config.momentum), config.name), lambda name, children: Config(*children, name)
)
