# Adds everything up and divides by the number of images.
def nll(params, x, y_onehot):
    return -(batched_predict(params, x) * y_onehot).sum() / x.shape[0]
