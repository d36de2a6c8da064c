# With setup() and attributes.
class Block(nn.Module):
    features: int
    rate: float

    def setup(self):
        self.linear = nn.Dense(self.features)
        self.norm = nn.BatchNorm()
        self.drop = nn.Dropout(self.rate)

    def __call__(self, x, train):
        x = self.norm(self.linear(x), use_running_average=not train)
        return self.drop(jax.nn.relu(x), deterministic=not train)
