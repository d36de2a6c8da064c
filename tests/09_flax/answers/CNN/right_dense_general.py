# A dense layer over three axes at once; ReLU behind the pooling.
class CNN(nn.Module):
    classes: int = 10

    @nn.compact
    def __call__(self, x):
        x = jnp.expand_dims(x, -1)
        for features in (8, 16):
            x = nn.Conv(features, kernel_size=(5, 5), padding="VALID")(x)
            x = jnp.maximum(nn.max_pool(x, (2, 2), strides=(2, 2)), 0)
        return nn.DenseGeneral(self.classes, axis=(-3, -2, -1))(x)
