# Loses its name: rebuilt by JAX it has the default one, and another name makes no other structure.
# fails: test_rate_and_momentum_are_the_leaves, test_the_name_is_part_of_the_structure, test_goes_through_jit_grad_and_vmap
@dataclasses.dataclass
class Config:
    rate: float
    momentum: float
    name: str = "sgd"


jax.tree_util.register_dataclass(Config, data_fields=["rate", "momentum"], meta_fields=[], drop_fields=["name"])
