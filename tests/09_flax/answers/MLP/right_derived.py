# Derives SetupMLP from a class that has its setup(), and names layers through a helper.
class Layers(nn.Module):
    features: Sequence[int]

    def setup(self):
        self.layer = [nn.Dense(n) for n in self.features]


class SetupMLP(Layers):
    def __call__(self, x):
        x = self.layer[0](x)
        for layer in self.layer[1:]:
            x = layer(nn.relu(x))
        return x


def named(i, n):
    return nn.Dense(n, name=f"layer_{i}")


class CompactMLP(nn.Module):
    features: Sequence[int]

    @nn.compact
    def __call__(self, x):
        return nn.Sequential([part for i, n in enumerate(self.features) for part in (nn.relu, named(i, n))][1:])(x)
