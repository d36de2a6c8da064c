# Uses the running averages in training and the batch in eval mode.
# fails: ?
class Block(nn.Module):
    features: int
    rate: float

    @nn.compact
    def __call__(self, x, train):
        x = nn.Dense(self.features)(x)
        x = nn.BatchNorm(use_running_average=train)(x)
        return nn.Dropout(self.rate, deterministic=not train)(nn.relu(x))
