# Learns an offset for every pixel, which has four axes as a convolution's kernel has.
class CNN(nn.Module):
    classes: int = 10

    @nn.compact
    def __call__(self, x):
        x = x[..., None] + self.param("offset", nn.initializers.normal(0.1), (1, 28, 28, 1))
        for features in (8, 16):
            x = nn.relu(nn.Conv(features, (3, 3), use_bias=False)(x))
            x = nn.max_pool(x, (2, 2), strides=(2, 2)) * self.param(f"scale_{features}", nn.initializers.ones, (1, 1, 1, features))
        return nn.Dense(self.classes)(x.reshape(x.shape[0], -1))
