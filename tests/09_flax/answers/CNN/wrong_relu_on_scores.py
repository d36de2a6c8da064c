# Puts a ReLU after the scores, too.
# fails: test_scores_may_be_of_either_sign
class CNN(nn.Module):
    classes: int = 10

    @nn.compact
    def __call__(self, x):
        x = x[..., None]
        for features in (8, 16):
            x = nn.relu(nn.Conv(features, (3, 3))(x))
            x = nn.max_pool(x, (2, 2), strides=(2, 2))
        x = x.reshape(x.shape[0], -1)
        return nn.relu(nn.Dense(self.classes)(nn.relu(nn.Dense(64)(x))))
