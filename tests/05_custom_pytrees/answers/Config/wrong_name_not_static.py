# Has a string among its leaves, and a name that is not part of the structure.
# fails: test_rate_and_momentum_are_the_leaves, test_the_name_is_part_of_the_structure, test_goes_through_jit_grad_and_vmap, test_keeps_whatever_stands_for_its_leaves
@jax.tree_util.register_dataclass
@dataclasses.dataclass
class Config:
    rate: float
    momentum: float
    name: str = "sgd"
