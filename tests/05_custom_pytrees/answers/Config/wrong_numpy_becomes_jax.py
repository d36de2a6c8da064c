# Makes JAX arrays of NumPy's.
# fails: test_keeps_whatever_stands_for_its_leaves
@jax.tree_util.register_dataclass
@dataclasses.dataclass
class Config:
    rate: float
    momentum: float
    name: str = dataclasses.field(default="sgd", metadata={"static": True})

    def __post_init__(self):
        if isinstance(self.rate, np.ndarray):
            self.rate = jnp.asarray(self.rate)
