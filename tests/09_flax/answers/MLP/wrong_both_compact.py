# Writes both classes without `setup`.
# fails: test_one_is_written_with_setup_and_one_without
class CompactMLP(nn.Module):
    features: Sequence[int]

    @nn.compact
    def __call__(self, x):
        for i, n in enumerate(self.features):
            x = nn.Dense(n, name=f"layer_{i}")(x if i == 0 else nn.relu(x))
        return x


class SetupMLP(CompactMLP):
    pass
