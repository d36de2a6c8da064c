# Hands on the first letters of the name alone.
# fails: test_the_name_is_part_of_the_structure
@jax.tree_util.register_pytree_node_class
@dataclasses.dataclass
class Config:
    rate: float
    momentum: float
    name: str = "sgd"
    def tree_flatten(self):
        return (self.rate, self.momentum), self.name[:12]
    @classmethod
    def tree_unflatten(cls, name, children):
        return cls(*children, name)
