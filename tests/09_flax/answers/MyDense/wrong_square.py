# Works only where there are as many inputs as outputs.
# fails: test_has_a_kernel_and_a_bias_of_the_right_shapes, test_computes_x_at_kernel_plus_bias, test_honours_the_initialisers, test_the_defaults_are_lecun_normal_and_zeros, test_the_key_decides
class MyDense(nn.Module):
    features: int
    kernel_init: Callable = nn.initializers.lecun_normal()
    bias_init: Callable = nn.initializers.zeros

    @nn.compact
    def __call__(self, x):
        kernel = self.param("kernel", self.kernel_init, (self.features, self.features))
        bias = self.param("bias", self.bias_init, (self.features,))
        return x @ kernel + bias
