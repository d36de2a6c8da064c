# Does not keep what it is given: converts a number, and changes or refuses `object()` in a leaf's place.
# fails: test_goes_through_jit_grad_and_vmap, test_is_a_dataclass_with_a_default_name, test_keeps_whatever_stands_for_its_leaves
@jax.tree_util.register_dataclass
@dataclasses.dataclass
class Config:
    rate: float
    momentum: float
    name: str = dataclasses.field(default="sgd", metadata={"static": True})

    def __post_init__(self):
        self.rate = float(self.rate)
