# Converts the rate to a Python float whenever an object is made.
# fails: test_goes_through_jit_grad_and_vmap, test_is_a_dataclass_with_a_default_name, test_keeps_whatever_stands_for_its_leaves
@jax.tree_util.register_dataclass
@dataclasses.dataclass
class Config:
    rate: float
    momentum: float
    name: str = dataclasses.field(default="sgd", metadata={"static": True})

    def __post_init__(self):
        self.rate = float(self.rate)
