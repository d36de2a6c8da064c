# Draws the kernel from a uniform distribution by default.
# fails: test_the_defaults_are_lecun_normal_and_zeros
class MyDense(nn.Module):
    features: int
    kernel_init: Callable = nn.initializers.lecun_uniform()
    bias_init: Callable = nn.initializers.zeros

    @nn.compact
    def __call__(self, x):
        kernel = self.param("kernel", self.kernel_init, (x.shape[-1], self.features))
        bias = self.param("bias", self.bias_init, (self.features,))
        return x @ kernel + bias
