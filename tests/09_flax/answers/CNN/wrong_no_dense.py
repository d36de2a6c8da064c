# Has no dense layer after its convolutions.
# fails: test_has_the_parts_of_a_convolutional_network
class CNN(nn.Module):
    classes: int = 10

    @nn.compact
    def __call__(self, x):
        x = x[..., None]
        for features in (8, self.classes):
            x = nn.max_pool(nn.relu(nn.Conv(features, (3, 3))(x)), (2, 2), strides=(2, 2))
        return x.mean(axis=(1, 2))
