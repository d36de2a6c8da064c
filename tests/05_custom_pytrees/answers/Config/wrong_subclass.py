# Is a leaf to JAX, which knows a class that it inherits from, but not the class itself.
# fails: test_rate_and_momentum_are_the_leaves, test_the_name_is_part_of_the_structure, test_goes_through_jit_grad_and_vmap, test_keeps_whatever_stands_for_its_leaves
@jax.tree_util.register_dataclass
@dataclasses.dataclass
class Base:
    rate: float
    momentum: float
    name: str = dataclasses.field(default="sgd", metadata={"static": True})


class Config(Base):
    pass
