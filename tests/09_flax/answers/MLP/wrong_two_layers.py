# Makes fewer layers than `features` has numbers.
# fails: test_layers_have_the_agreed_names_and_shapes, test_computes_a_relu_network, test_any_depth_and_any_leading_axes, test_one_is_written_with_setup_and_one_without
class SetupMLP(nn.Module):
    features: Sequence[int]

    def setup(self):
        self.layer_0 = nn.Dense(self.features[0])
        self.layer_1 = nn.Dense(self.features[1])

    def __call__(self, x):
        return self.layer_1(nn.relu(self.layer_0(x)))


class CompactMLP(nn.Module):
    features: Sequence[int]

    @nn.compact
    def __call__(self, x):
        x = nn.relu(nn.Dense(self.features[0], name="layer_0")(x))
        return nn.Dense(self.features[1], name="layer_1")(x)
