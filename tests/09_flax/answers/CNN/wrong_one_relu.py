# Lets through what one or more of the convolutions give below zero, as without ReLU.
# fails: test_a_relu_follows_each_convolution
class CNN(nn.Module):
    classes: int = 10

    @nn.compact
    def __call__(self, x):
        x = nn.avg_pool(nn.Conv(8, (3, 3))(x[..., None]), (2, 2), (2, 2))
        x = nn.avg_pool(nn.relu(nn.Conv(16, (3, 3))(x)), (2, 2), (2, 2))
        return nn.Dense(self.classes)(x.reshape(x.shape[0], -1))
