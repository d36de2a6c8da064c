# Has fewer than two convolutions over height and width.
# fails: test_has_the_parts_of_a_convolutional_network, test_a_relu_follows_each_convolution
class CNN(nn.Module):
    classes: int = 10

    @nn.compact
    def __call__(self, x):
        x = x.reshape(x.shape[0], -1)
        return nn.Dense(self.classes)(nn.relu(nn.Dense(64)(x)))
