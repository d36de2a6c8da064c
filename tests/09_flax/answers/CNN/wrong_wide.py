# Has more than 500 000 parameters.
# fails: test_has_the_parts_of_a_convolutional_network
class CNN(nn.Module):
    classes: int = 10

    @nn.compact
    def __call__(self, x):
        x = x[..., None]
        for features in (8, 16):
            x = nn.max_pool(nn.relu(nn.Conv(features, (3, 3))(x)), (2, 2), strides=(2, 2))
        return nn.Dense(self.classes)(nn.relu(nn.Dense(700)(x.reshape(x.shape[0], -1))))
