# Drops half of the units at most.
# fails: test_dropout_scales_up_what_it_keeps
class Block(nn.Module):
    features: int
    rate: float

    @nn.compact
    def __call__(self, x, train):
        x = nn.Dense(self.features)(x)
        x = nn.BatchNorm(use_running_average=not train)(x)
        rate = min(self.rate, 0.5)
        return nn.Dropout(rate, deterministic=not train)(nn.relu(x))
