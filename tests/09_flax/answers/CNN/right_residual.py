# LayerNorm before the ReLU, a residual connection, and a dense layer over all axes.
class CNN(nn.Module):
    classes: int = 10

    @nn.compact
    def __call__(self, x):
        x = x[..., None]
        Conv = nn.remat(nn.Conv)
        x = nn.relu(nn.LayerNorm()(Conv(8, (3, 3), strides=(2, 2))(x)))
        y = nn.relu(Conv(8, (3, 3))(x))
        x = nn.avg_pool(x + y, (2, 2), (2, 2))
        return nn.DenseGeneral(self.classes, axis=(1, 2, 3))(x)
