# Keeps other variables in 'stats' than `count` and `mean`.
# fails: test_initialising_counts_nothing, test_the_mean_is_over_all_rows_seen, test_a_state_at_rest_is_used_as_it_stands, test_goes_on_from_any_state_compiled
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
