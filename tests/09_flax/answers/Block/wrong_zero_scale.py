# Begins with a scale of 0 in BatchNorm.
# fails: test_begins_as_flax_begins
class Block(nn.Module):
    features: int
    rate: float

    @nn.compact
    def __call__(self, x, train):
        x = nn.Dense(self.features)(x)
        x = nn.BatchNorm(use_running_average=not train, scale_init=nn.initializers.zeros)(x)
        return nn.Dropout(self.rate, deterministic=not train)(nn.relu(x))
