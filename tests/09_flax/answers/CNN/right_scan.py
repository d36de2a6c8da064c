# A stack of convolutions as one nn.scan.
class Layer(nn.Module):
    @nn.compact
    def __call__(self, x, _):
        return nn.relu(nn.Conv(8, (3, 3))(x)), None


class CNN(nn.Module):
    classes: int = 10

    @nn.compact
    def __call__(self, x):
        x = nn.avg_pool(jnp.repeat(x[..., None], 8, axis=-1), (2, 2), (2, 2))
        x, _ = nn.scan(Layer, variable_axes={"params": 0}, split_rngs={"params": True}, length=3)()(x, None)
        return nn.Dense(self.classes)(x.reshape(x.shape[0], -1))
