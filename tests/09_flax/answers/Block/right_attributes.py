# Hands the mode over when the layers are called.
class Block(nn.Module):
    features: int
    rate: float

    @nn.compact
    def __call__(self, x, train):
        x = nn.Dense(self.features, name="in")(x)
        x = nn.BatchNorm(name="bn")(x, use_running_average=bool(not train))
        x = jnp.where(x > 0, x, 0)
        return nn.Dropout(rate=self.rate)(x, deterministic=not train)
