# Draws the kernel by the He rule.
# fails: test_begins_as_flax_begins
class Block(nn.Module):
    features: int
    rate: float

    @nn.compact
    def __call__(self, x, train):
        x = nn.Dense(self.features, kernel_init=nn.initializers.he_normal())(x)
        x = nn.BatchNorm(use_running_average=not train)(x)
        return nn.Dropout(self.rate, deterministic=not train)(nn.relu(x))
