# The bias of a layer repeats numbers of its weights, as two draws from one key do.
# fails: test_no_array_repeats_another, test_no_key_is_used_twice, test_neurons_and_biases_are_drawn_by_themselves
def init_MLP(key, widths, scale=0.01):
    params = []
    for layer_key, (n_in, n_out) in zip(jax.random.split(key, len(widths) - 1), pairwise(widths)):
        w = scale * jax.random.normal(layer_key, (n_out, n_in))
        b = scale * jax.random.normal(layer_key, (n_out,))
        params.append((w, b))
    return params
