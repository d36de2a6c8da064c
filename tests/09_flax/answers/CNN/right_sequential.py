# A chain of functions, and a convolution per channel.
class CNN(nn.Module):
    classes: int = 10

    def setup(self):
        self.body = nn.Sequential([
            nn.Conv(8, (3, 3), strides=2), nn.relu,
            nn.Conv(16, (3, 3), feature_group_count=8), nn.relu,
            lambda x: nn.avg_pool(x, (2, 2), strides=(2, 2)),
            lambda x: x.reshape((x.shape[0], -1)),
            nn.Dense(self.classes), nn.log_softmax,
        ])

    def __call__(self, x):
        return self.body(x[..., None])
