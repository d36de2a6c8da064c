# Takes `rate` for the part that is kept.
# fails: ?
class Block(nn.Module):
    features: int
    rate: float

    @nn.compact
    def __call__(self, x, train):
        x = nn.Dense(self.features)(x)
        x = nn.BatchNorm(use_running_average=not train)(x)
        return nn.Dropout(1 - self.rate, deterministic=not train)(nn.relu(x))
