# Subtracts the mean as it was before the batch came in.
# fails: test_subtracts_the_new_mean_while_it_learns, test_goes_on_from_any_state_compiled
class RunningMean(nn.Module):
    @nn.compact
    def __call__(self, x):
        count = self.variable("stats", "count", lambda: jnp.float32(0))
        mean = self.variable("stats", "mean", jnp.zeros, x.shape[-1:])
        y = x - mean.value
        if self.is_mutable_collection("stats") and not self.is_initializing():
            count.value += x.shape[0]
            mean.value += (x - mean.value).sum(axis=0) / count.value
        return y
