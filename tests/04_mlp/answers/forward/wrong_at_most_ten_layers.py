# Takes the first ten layers of a longer list.
# fails: test_any_number_of_layers
def forward(params, x):
    *hidden, last = params[:10]
    for layer in hidden:
        x = jax.nn.relu(x @ layer["w"] + layer["b"])
    return x @ last["w"] + last["b"]
