# Calls the layers Dense_0 and so on, not layer_0.
# fails: test_layers_have_the_agreed_names_and_shapes, test_computes_a_relu_network, test_any_depth_and_any_leading_axes
class SetupMLP(nn.Module):
    features: Sequence[int]

    def setup(self):
        self.layer = [nn.Dense(n) for n in self.features]

    def __call__(self, x):
        for layer in self.layer[:-1]:
            x = nn.relu(layer(x))
        return self.layer[-1](x)


class CompactMLP(nn.Module):
    features: Sequence[int]

    @nn.compact
    def __call__(self, x):
        for n in self.features[:-1]:
            x = nn.relu(nn.Dense(n)(x))
        return nn.Dense(self.features[-1])(x)
