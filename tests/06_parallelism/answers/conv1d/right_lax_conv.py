# Uses the convolution of neural networks, with one channel.
def conv1d(w, x):
    out = jax.lax.conv_general_dilated(x[None, None, :], w[None, None, :], window_strides=(1,), padding="VALID")
    return out[0, 0]
