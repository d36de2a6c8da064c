# Collects the losses in a NumPy array of the right dtype.
import numpy as np


def fit(key, widths, xs, ys, steps, lr):
    losses = np.empty(steps, dtype=np.float32)
    params = init_mlp_params(key, widths)
    for i in range(steps):
        params, losses[i] = train_step(params, xs, ys, lr)
    return params, losses
