# Cuts ReLU off at 6.
# fails: test_eval_is_deterministic_and_uses_the_running_averages
class Block(nn.Module):
    features: int
    rate: float

    @nn.compact
    def __call__(self, x, train):
        x = nn.Dense(self.features)(x)
        x = nn.BatchNorm(use_running_average=not train)(x)
        return nn.Dropout(self.rate, deterministic=not train)(nn.relu6(x))
