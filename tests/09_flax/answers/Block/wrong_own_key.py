# Drops the same units with two different dropout keys.
# fails: test_the_dropout_key_decides_what_is_dropped
class Block(nn.Module):
    features: int
    rate: float

    @nn.compact
    def __call__(self, x, train):
        x = nn.Dense(self.features)(x)
        x = nn.relu(nn.BatchNorm(use_running_average=not train)(x))
        if train and self.rate > 0:
            keep = jax.random.bernoulli(jax.random.key(0), 1 - self.rate, x.shape)
            x = jnp.where(keep, x / (1 - self.rate), 0)
        return x
