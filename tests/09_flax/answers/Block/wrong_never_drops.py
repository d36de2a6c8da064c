# Drops nothing in training.
# fails: test_dropout_scales_up_what_it_keeps, test_the_dropout_key_decides_what_is_dropped
class Block(nn.Module):
    features: int
    rate: float

    @nn.compact
    def __call__(self, x, train):
        x = nn.Dense(self.features)(x)
        x = nn.BatchNorm(use_running_average=not train)(x)
        return nn.Dropout(self.rate, deterministic=True)(nn.relu(x))
