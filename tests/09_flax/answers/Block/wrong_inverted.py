# Confuses the two switches: drops in eval mode, and not in training.
# fails: ?
class Block(nn.Module):
    features: int
    rate: float

    @nn.compact
    def __call__(self, x, train):
        x = nn.Dense(self.features)(x)
        x = nn.BatchNorm(use_running_average=not train)(x)
        return nn.Dropout(self.rate, deterministic=train)(nn.relu(x))
