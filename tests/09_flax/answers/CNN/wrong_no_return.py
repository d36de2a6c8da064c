# Ends without `return`.
# fails: test_scores_have_a_row_for_each_picture
class CNN(nn.Module):
    classes: int = 10

    @nn.compact
    def __call__(self, x):
        x = x[..., None]
        for features in (8, 16):
            x = nn.max_pool(nn.relu(nn.Conv(features, (3, 3))(x)), (2, 2), (2, 2))
        nn.Dense(self.classes)(x.reshape(x.shape[0], -1))
