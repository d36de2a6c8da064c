# Is a leaf to JAX, which does not know the class.
# fails: test_rate_and_momentum_are_the_leaves, test_the_name_is_part_of_the_structure, test_goes_through_jit_grad_and_vmap, test_keeps_whatever_stands_for_its_leaves
@dataclasses.dataclass
class Config:
    rate: float
    momentum: float
    name: str = dataclasses.field(default="sgd", metadata={"static": True})
