# Makes the variables lazily in __call__ of a class with a helper; asks has_variable first.
class RunningMean(nn.Module):
    @nn.compact
    def __call__(self, x):
        seen = self.has_variable("stats", "mean")
        mean = self.variable("stats", "mean", jnp.zeros, (x.shape[-1],))
        count = self.variable("stats", "count", jnp.zeros, ())
        if seen and self.is_mutable_collection("stats"):
            n = count.value + len(x)
            mean.value = mean.value + (jnp.sum(x, 0) - len(x) * mean.value) / n
            count.value = n
        return x - mean.value
