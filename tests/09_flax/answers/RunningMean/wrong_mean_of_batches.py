# Lets a small batch count as much as a large one in the mean.
# fails: test_the_mean_is_over_all_rows_seen, test_subtracts_the_new_mean_while_it_learns, test_goes_on_from_any_state_compiled
class RunningMean(nn.Module):
    @nn.compact
    def __call__(self, x):
        count = self.variable("stats", "count", lambda: jnp.float32(0))
        mean = self.variable("stats", "mean", jnp.zeros, x.shape[-1:])
        if self.is_mutable_collection("stats") and not self.is_initializing():
            batches = jnp.ceil(count.value / 4) + 1
            count.value += x.shape[0]
            mean.value += (x.mean(axis=0) - mean.value) / batches
        return x - mean.value
