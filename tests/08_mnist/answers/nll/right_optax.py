# Optax's loss; a log-probability is as good a logit as any.
import optax


def nll(params, x, y_onehot):
    return optax.softmax_cross_entropy(batched_predict(params, x), y_onehot).mean()
