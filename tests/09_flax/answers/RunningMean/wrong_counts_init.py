# Begins with a count above zero, as if `init` had taken its batch in.
# fails: test_initialising_counts_nothing, test_the_mean_is_over_all_rows_seen, test_subtracts_the_new_mean_while_it_learns
class RunningMean(nn.Module):
    @nn.compact
    def __call__(self, x):
        count = self.variable("stats", "count", lambda: jnp.float32(0))
        mean = self.variable("stats", "mean", jnp.zeros, x.shape[-1:])
        if self.is_mutable_collection("stats"):
            count.value += x.shape[0]
            mean.value += (x - mean.value).sum(axis=0) / count.value
        return x - mean.value
