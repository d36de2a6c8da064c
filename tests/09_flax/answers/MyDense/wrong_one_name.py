# Gives both parameters one name.
# fails: test_has_a_kernel_and_a_bias_of_the_right_shapes, test_computes_x_at_kernel_plus_bias, test_honours_the_initialisers, test_the_defaults_are_lecun_normal_and_zeros, test_the_key_decides
class MyDense(nn.Module):
    features: int
    kernel_init: Callable = nn.initializers.lecun_normal()
    bias_init: Callable = nn.initializers.zeros

    @nn.compact
    def __call__(self, x):
        kernel = self.param("kernel", self.kernel_init, (x.shape[-1], self.features))
        bias = self.param("kernel", self.bias_init, (self.features,))
        return x @ kernel + bias
