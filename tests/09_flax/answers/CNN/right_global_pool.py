# setup(), average pooling over all places at the end.
class CNN(nn.Module):
    classes: int = 10

    def setup(self):
        self.convs = [nn.Conv(16, (3, 3)), nn.Conv(32, (3, 3)), nn.Conv(32, (3, 3))]
        self.head = nn.Dense(self.classes)

    def __call__(self, x):
        x = x.reshape(-1, 28, 28, 1) - 0.5
        for conv in self.convs:
            x = nn.avg_pool(nn.relu(conv(x)), (2, 2), strides=(2, 2))
        return self.head(x.reshape(x.shape[0], -1))
