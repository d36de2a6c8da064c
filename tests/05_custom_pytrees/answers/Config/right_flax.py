# Uses Flax's dataclass.
from flax import struct


@struct.dataclass
class Config:
    rate: float
    momentum: float
    name: str = struct.field(pytree_node=False, default="sgd")
