# Works for a single example only.
# fails: ?
def forward(params, x):
    *hidden, last = params
    for layer in hidden:
        x = jax.nn.relu(layer["w"].T @ x + layer["b"])
    return last["w"].T @ x + last["b"]
