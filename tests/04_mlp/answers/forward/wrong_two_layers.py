# Takes for granted that there are exactly two layers.
# fails: ?
def forward(params, x):
    h = jax.nn.relu(x @ params[0]["w"] + params[0]["b"])
    return h @ params[1]["w"] + params[1]["b"]
