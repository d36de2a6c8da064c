# Drops before the ReLU, which comes to the same.
class Block(nn.Module):
    features: int
    rate: float

    @nn.compact
    def __call__(self, x, train):
        x = nn.BatchNorm()(nn.Dense(self.features)(x), use_running_average=not train)
        return nn.relu(nn.Dropout(rate=self.rate)(x, deterministic=not train))
