# Names the fields when registering, without metadata.
@dataclasses.dataclass(frozen=True)
class Config:
    rate: float
    momentum: float
    name: str = "sgd"


jax.tree_util.register_dataclass(Config, data_fields=["rate", "momentum"], meta_fields=["name"])
