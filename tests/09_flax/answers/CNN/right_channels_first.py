# Channels come first, until the pictures go to the dense layer; pooling by reshaping.
class CNN(nn.Module):
    classes: int = 10

    @nn.compact
    def __call__(self, x):
        x = x[:, None]
        for i, (inputs, outputs) in enumerate([(1, 16), (16, 32)]):
            init = nn.initializers.he_normal(in_axis=1, out_axis=0)
            kernel = self.param(f"kernel_{i}", init, (outputs, inputs, 3, 3))
            x = jax.nn.relu(jax.lax.conv(x, kernel, (1, 1), "SAME"))
            height, width = x.shape[2] // 2, x.shape[3] // 2
            x = x.reshape(x.shape[0], outputs, height, 2, width, 2).max(axis=(3, 5))
        x = jnp.transpose(x, (0, 2, 3, 1))
        return nn.Dense(self.classes)(x.reshape(x.shape[0], -1))
