# Another way through the layers: the activation behind all but the last.
class SetupMLP(nn.Module):
    features: Sequence[int]

    def setup(self):
        self.layer = tuple(nn.Dense(features=n) for n in self.features)

    def __call__(self, x):
        last = len(self.layer) - 1
        for i, layer in enumerate(self.layer):
            x = layer(x)
            if i != last:
                x = jnp.maximum(x, 0)
        return x


class CompactMLP(nn.Module):
    features: Sequence[int]

    @nn.compact
    def __call__(self, x):
        *hidden, last = self.features
        for i, n in enumerate(hidden):
            x = nn.relu(nn.Dense(n, name=f"layer_{i}")(x))
        return nn.Dense(last, name=f"layer_{len(hidden)}")(x)
