# Slices along the last axis, without vmap: broadcasting does the rest.
def batch_conv(ws, xs, mode):
    if mode not in ("pairs", "shared", "bank"):
        raise ValueError(f"unknown mode {mode!r}")
    n = xs.shape[-1] - ws.shape[-1] + 1
    y = sum(ws[..., k : k + 1] * xs[..., k : k + n] for k in range(ws.shape[-1]))
    return y.T if mode == "bank" else y
