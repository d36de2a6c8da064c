# Puts a default in the place of None.
# fails: test_is_a_dataclass_with_a_default_name
@jax.tree_util.register_dataclass
@dataclasses.dataclass
class Config:
    rate: float
    momentum: float
    name: str = dataclasses.field(default="sgd", metadata={"static": True})
    def __post_init__(self):
        if self.momentum is None:
            self.momentum = 0.0
