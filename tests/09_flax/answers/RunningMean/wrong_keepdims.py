# Keeps an axis for the batch in the mean.
# fails: test_the_mean_is_over_all_rows_seen, test_goes_on_from_any_state_compiled
class RunningMean(nn.Module):
    @nn.compact
    def __call__(self, x):
        count = self.variable("stats", "count", lambda: jnp.float32(0))
        mean = self.variable("stats", "mean", jnp.zeros, x.shape[-1:])
        if self.is_mutable_collection("stats") and not self.is_initializing():
            count.value += x.shape[0]
            mean.value = mean.value + (x - mean.value).sum(axis=0, keepdims=True) / count.value
        return x - mean.value
