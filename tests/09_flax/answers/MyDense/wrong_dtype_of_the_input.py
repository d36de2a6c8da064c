# Gives the parameters the dtype of the input.
# fails: test_has_a_kernel_and_a_bias_of_the_right_shapes
class MyDense(nn.Module):
    features: int
    kernel_init: Callable = nn.initializers.lecun_normal()
    bias_init: Callable = nn.initializers.zeros

    @nn.compact
    def __call__(self, x):
        kernel = self.param("kernel", self.kernel_init, (x.shape[-1], self.features), x.dtype)
        bias = self.param("bias", self.bias_init, (self.features,), x.dtype)
        return x @ kernel + bias
