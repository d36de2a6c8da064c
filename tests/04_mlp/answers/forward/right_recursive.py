# Peels off the first layer; the last one ends the recursion.
@jax.jit
def forward(params, x):
    first, *others = params
    z = x @ first["w"] + first["b"]
    return forward(others, jax.nn.relu(z)) if others else z
