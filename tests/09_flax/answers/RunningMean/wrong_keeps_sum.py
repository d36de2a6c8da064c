# Keeps a third variable, the sum of the rows.
# fails: x
class RunningMean(nn.Module):
    @nn.compact
    def __call__(self, x):
        count = self.variable("stats", "count", lambda: jnp.float32(0))
        total = self.variable("stats", "total", jnp.zeros, x.shape[-1:])
        mean = self.variable("stats", "mean", jnp.zeros, x.shape[-1:])
        if self.is_mutable_collection("stats") and not self.is_initializing():
            count.value += x.shape[0]
            total.value += x.sum(axis=0)
            mean.value = total.value / count.value
        return x - mean.value
