# Keeps or drops each unit for the whole batch.
# fails: test_dropout_scales_up_what_it_keeps
class Block(nn.Module):
    features: int
    rate: float

    @nn.compact
    def __call__(self, x, train):
        x = nn.Dense(self.features)(x)
        x = nn.BatchNorm(use_running_average=not train)(x)
        return nn.Dropout(self.rate, deterministic=not train, broadcast_dims=(0,))(nn.relu(x))
