# Strides instead of pooling, and log-probabilities.
class CNN(nn.Module):
    classes: int = 10

    @nn.compact
    def __call__(self, x):
        x = jnp.expand_dims(x, -1)
        x = nn.relu(nn.Conv(12, (5, 5), strides=2)(x))
        x = nn.relu(nn.Conv(24, (3, 3), strides=2)(x))
        return nn.log_softmax(nn.Dense(self.classes)(x.reshape((x.shape[0], -1))))
