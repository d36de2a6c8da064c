# Gives the first convolution 28 channels, where a grey picture has one.
# fails: test_each_picture_is_scored_on_its_own, test_has_the_parts_of_a_convolutional_network
class CNN(nn.Module):
    classes: int = 10

    @nn.compact
    def __call__(self, x):
        for features in (8, 16):
            x = nn.relu(nn.Conv(features, (3, 3))(x))
        x = x.reshape(x.shape[0], -1)
        return nn.Dense(self.classes)(nn.relu(nn.Dense(64)(x)))
