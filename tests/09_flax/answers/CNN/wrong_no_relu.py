# Lets through what the convolutions give below zero, as without ReLU.
# fails: test_a_relu_follows_each_convolution
class CNN(nn.Module):
    classes: int = 10

    @nn.compact
    def __call__(self, x):
        x = x[..., None]
        for features in (8, 16):
            x = nn.avg_pool(nn.Conv(features, (3, 3))(x), (2, 2), strides=(2, 2))
        return nn.Dense(self.classes)(x.reshape(x.shape[0], -1))
