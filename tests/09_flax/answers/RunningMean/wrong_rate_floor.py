# Lets each batch move the mean by a ten-thousandth at least.
# fails: test_goes_on_from_any_state_compiled
class RunningMean(nn.Module):
    @nn.compact
    def __call__(self, x):
        count = self.variable("stats", "count", lambda: jnp.float32(0))
        mean = self.variable("stats", "mean", jnp.zeros, x.shape[-1:])
        if self.is_mutable_collection("stats") and not self.is_initializing():
            rate = jnp.maximum(x.shape[0] / (count.value + x.shape[0]), 1e-4)
            count.value += x.shape[0]
            mean.value = mean.value + rate * (x.mean(axis=0) - mean.value)
        return x - mean.value
