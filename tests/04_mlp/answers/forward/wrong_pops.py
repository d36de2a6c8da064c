# Takes the last layer out of the caller's list.
# fails: ?
def forward(params, x):
    last = params.pop()
    for layer in params:
        x = jax.nn.relu(x @ layer["w"] + layer["b"])
    params.append(last)
    last = params.pop(-1)
    return x @ last["w"] + last["b"]
