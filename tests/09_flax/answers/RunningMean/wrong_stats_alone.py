# Takes rows in only where `stats` is the only collection that may change.
# fails: test_takes_rows_in_whatever_else_is_mutable
class RunningMean(nn.Module):
    @nn.compact
    def __call__(self, x):
        started = self.has_variable("stats", "mean")
        count = self.variable("stats", "count", lambda: jnp.float32(0))
        mean = self.variable("stats", "mean", jnp.zeros, x.shape[-1:])
        if started and self.scope.root.mutable == ["stats"]:
            count.value += x.shape[0]
            mean.value += (x - mean.value).sum(axis=0) / count.value
        return x - mean.value
