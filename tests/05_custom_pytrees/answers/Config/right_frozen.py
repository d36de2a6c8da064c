# Is frozen.
@jax.tree_util.register_dataclass
@dataclasses.dataclass(frozen=True)
class Config:
    rate: object
    momentum: object
    name: str = dataclasses.field(default="sgd", metadata=dict(static=True))
