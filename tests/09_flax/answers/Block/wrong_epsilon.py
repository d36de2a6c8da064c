# Gives BatchNorm a larger epsilon.
# fails: test_training_normalises_by_the_batch, test_dropout_scales_up_what_it_keeps
class Block(nn.Module):
    features: int
    rate: float

    @nn.compact
    def __call__(self, x, train):
        x = nn.Dense(self.features)(x)
        x = nn.BatchNorm(use_running_average=not train, epsilon=1e-3)(x)
        return nn.Dropout(self.rate, deterministic=not train)(nn.relu(x))
