# Applies eight layers at most.
# fails: test_any_depth_and_any_leading_axes
class SetupMLP(nn.Module):
    features: Sequence[int]

    def setup(self):
        self.layer = [nn.Dense(n) for n in self.features]

    def __call__(self, x):
        for i, layer in enumerate(self.layer[:-1]):
            y = nn.relu(layer(x))
            x = y if i < 8 else x
        return self.layer[-1](x)


class CompactMLP(nn.Module):
    features: Sequence[int]

    @nn.compact
    def __call__(self, x):
        for i, n in enumerate(self.features):
            x = nn.Dense(n, name=f"layer_{i}")(x if i == 0 else nn.relu(x))
        return x
