# Is a leaf to JAX, which does not know the class.
# fails: test_applies_weights_biases_and_activation, test_weights_and_biases_are_the_leaves, test_new_weights_do_not_compile_again, test_another_activation_makes_another_program, test_the_gradient_by_a_layer_is_a_layer
class Dense:
    def __init__(self, w, b, activation):
        self.w, self.b, self.activation = w, b, activation


@jax.jit
def apply(layer, x):
    return layer.activation(x @ layer.w + layer.b)
