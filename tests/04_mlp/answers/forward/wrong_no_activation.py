# Forgets the activation: the whole network is one straight line.
# fails: ?
def forward(params, x):
    for layer in params:
        x = x @ layer["w"] + layer["b"]
    return x
