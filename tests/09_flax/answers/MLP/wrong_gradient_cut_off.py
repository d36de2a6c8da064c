# Gives all layers but the last a gradient of zero.
# fails: test_gradients_reach_all_parameters_and_the_input
class SetupMLP(nn.Module):
    features: Sequence[int]

    def setup(self):
        self.layer = [nn.Dense(n) for n in self.features]

    def __call__(self, x):
        for layer in self.layer[:-1]:
            x = jax.lax.stop_gradient(nn.relu(layer(x)))
        return self.layer[-1](x)


class CompactMLP(nn.Module):
    features: Sequence[int]

    @nn.compact
    def __call__(self, x):
        for i, n in enumerate(self.features):
            x = nn.Dense(n, name=f"layer_{i}")(x if i == 0 else jax.lax.stop_gradient(nn.relu(x)))
        return x
