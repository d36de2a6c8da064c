# Leaves out what is nan.
# fails: test_takes_rows_in_whatever_else_is_mutable
class RunningMean(nn.Module):
    @nn.compact
    def __call__(self, x):
        count = self.variable("stats", "count", lambda: jnp.int32(0))
        mean = self.variable("stats", "mean", jnp.zeros, x.shape[-1:])
        if self.is_mutable_collection("stats") and not self.is_initializing():
            count.value += x.shape[0]
            mean.value += jnp.nanmean(x - mean.value, axis=0) * x.shape[0] / count.value
        return x - mean.value
