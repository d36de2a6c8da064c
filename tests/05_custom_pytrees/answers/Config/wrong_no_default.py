# Forgets the default of the name.
# fails: test_is_a_dataclass_with_a_default_name
@jax.tree_util.register_dataclass
@dataclasses.dataclass
class Config:
    rate: float
    momentum: float
    name: str = dataclasses.field(metadata={"static": True})
