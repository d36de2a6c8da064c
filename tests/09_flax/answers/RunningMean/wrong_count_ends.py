# Counts to a hundred thousand only.
# fails: test_goes_on_from_any_state_compiled
class RunningMean(nn.Module):
    @nn.compact
    def __call__(self, x):
        count = self.variable("stats", "count", lambda: jnp.float32(0))
        mean = self.variable("stats", "mean", jnp.zeros, x.shape[-1:])
        if self.is_mutable_collection("stats") and not self.is_initializing():
            count.value = jnp.minimum(count.value + x.shape[0], 1e5)
            mean.value += (x - mean.value).sum(axis=0) / count.value
        return x - mean.value
