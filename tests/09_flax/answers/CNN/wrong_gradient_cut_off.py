# Gives some parameters a gradient of zero.
# fails: test_gradients_reach_all_parameters
class CNN(nn.Module):
    classes: int = 10

    @nn.compact
    def __call__(self, x):
        x = x[..., None]
        for features in (8, 16):
            x = nn.max_pool(nn.relu(nn.Conv(features, (3, 3))(x)), (2, 2), strides=(2, 2))
        x = jax.lax.stop_gradient(x.reshape(x.shape[0], -1))
        return nn.Dense(self.classes)(nn.relu(nn.Dense(64)(x)))
