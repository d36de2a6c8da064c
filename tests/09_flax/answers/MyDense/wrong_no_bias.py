# Makes the bias but does not add it.
# fails: test_computes_x_at_kernel_plus_bias
class MyDense(nn.Module):
    features: int
    kernel_init: Callable = nn.initializers.lecun_normal()
    bias_init: Callable = nn.initializers.zeros

    @nn.compact
    def __call__(self, x):
        kernel = self.param("kernel", self.kernel_init, (x.shape[-1], self.features))
        self.param("bias", self.bias_init, (self.features,))
        return x @ kernel
