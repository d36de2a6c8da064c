# Has the momentum first.
# fails: test_is_a_dataclass_with_a_default_name, test_rate_and_momentum_are_the_leaves, test_goes_through_jit_grad_and_vmap
@jax.tree_util.register_dataclass
@dataclasses.dataclass
class Config:
    momentum: float
    rate: float
    name: str = dataclasses.field(default="sgd", metadata={"static": True})
