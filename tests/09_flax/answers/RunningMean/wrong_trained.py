# Keeps the mean among the parameters.
# fails: test_initialising_counts_as_no_sight, test_the_mean_is_over_all_rows_seen, test_subtracts_the_new_mean_while_it_learns, test_a_state_at_rest_is_used_as_it_stands, test_works_compiled, test_the_collections_are_stats_alone
class RunningMean(nn.Module):
    @nn.compact
    def __call__(self, x):
        mean = self.param("mean", nn.initializers.zeros, x.shape[-1:])
        return x - mean
