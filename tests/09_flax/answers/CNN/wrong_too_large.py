# Shows a dense layer more than a quarter of a picture's places.
# fails: test_has_the_parts_of_a_convolutional_network
class CNN(nn.Module):
    classes: int = 10

    @nn.compact
    def __call__(self, x):
        x = x[..., None]
        for features in (8, 16):
            x = nn.relu(nn.Conv(features, (3, 3))(x))
        x = x.reshape(x.shape[0], -1)
        return nn.Dense(self.classes)(nn.relu(nn.Dense(64)(x)))
