# Makes the kernel's variance 1 / features, not 1 / n_in.
# fails: test_the_defaults_are_lecun_normal_and_zeros
class MyDense(nn.Module):
    features: int
    kernel_init: Callable = nn.initializers.lecun_normal()
    bias_init: Callable = nn.initializers.zeros

    @nn.compact
    def __call__(self, x):
        kernel = self.param("kernel", lambda key: self.kernel_init(key, (self.features, x.shape[-1])).T)
        bias = self.param("bias", self.bias_init, (self.features,))
        return x @ kernel + bias
