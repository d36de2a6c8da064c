# Has ten scores although `classes` is smaller.
# fails: test_scores_have_a_row_for_each_picture, test_each_picture_is_scored_on_its_own, test_a_relu_follows_each_convolution
class CNN(nn.Module):
    classes: int = 10

    @nn.compact
    def __call__(self, x):
        x = x[..., None]
        for features in (8, 16):
            x = nn.max_pool(nn.relu(nn.Conv(features, (3, 3))(x)), (2, 2), strides=(2, 2))
        return nn.Dense(10)(nn.relu(nn.Dense(64)(x.reshape(x.shape[0], -1))))
