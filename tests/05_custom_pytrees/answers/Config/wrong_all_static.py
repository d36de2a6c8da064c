# Has no leaves: the numbers are not children, and other numbers make another structure.
# fails: test_rate_and_momentum_are_the_leaves, test_the_name_is_part_of_the_structure, test_goes_through_jit_grad_and_vmap, test_keeps_whatever_stands_for_its_leaves
@jax.tree_util.register_static
@dataclasses.dataclass(frozen=True)
class Config:
    rate: float
    momentum: float
    name: str = "sgd"
