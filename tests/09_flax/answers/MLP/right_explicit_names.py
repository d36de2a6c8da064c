# Sets each attribute by its name in setup, and calls Dense by hand-written names.
class SetupMLP(nn.Module):
    features: Sequence[int]

    def setup(self):
        for i, n in enumerate(self.features):
            setattr(self, f"layer_{i}", nn.Dense(n))

    def __call__(self, x):
        for i in range(len(self.features)):
            x = getattr(self, f"layer_{i}")(nn.relu(x) if i else x)
        return x


class CompactMLP(nn.Module):
    features: Sequence[int]

    @nn.compact
    def __call__(self, x):
        layers = [nn.Dense(n, name=f"layer_{i}") for i, n in enumerate(self.features)]
        x = layers[0](x)
        for layer in layers[1:]:
            x = layer(jax.nn.relu(x))
        return x
