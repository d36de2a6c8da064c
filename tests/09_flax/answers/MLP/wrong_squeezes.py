# Drops axes of length 1.
# fails: test_any_depth_and_any_leading_axes
class SetupMLP(nn.Module):
    features: Sequence[int]

    def setup(self):
        self.layer = [nn.Dense(n) for n in self.features]

    def __call__(self, x):
        for layer in self.layer[:-1]:
            x = nn.relu(layer(x))
        return self.layer[-1](x).squeeze()


class CompactMLP(nn.Module):
    features: Sequence[int]

    @nn.compact
    def __call__(self, x):
        for i, n in enumerate(self.features):
            x = nn.Dense(n, name=f"layer_{i}")(x if i == 0 else nn.relu(x))
        return x.squeeze()
