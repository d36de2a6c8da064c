# Weighs the old mean and the batch's by their numbers of rows; the count is an integer.
class RunningMean(nn.Module):
    @nn.compact
    def __call__(self, x):
        mean = self.variable("stats", "mean", lambda: jnp.zeros(x.shape[-1]))
        count = self.variable("stats", "count", lambda: jnp.int32(0))
        if not self.is_initializing() and self.is_mutable_collection("stats"):
            total = count.value + x.shape[0]
            mean.value = (count.value * mean.value + x.shape[0] * x.mean(axis=0)) / total
            count.value = total
        return x - mean.value
