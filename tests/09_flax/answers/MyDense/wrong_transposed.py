# Keeps the kernel as (features, n_in).
# fails: ?
class MyDense(nn.Module):
    features: int
    kernel_init: Callable = nn.initializers.lecun_normal()
    bias_init: Callable = nn.initializers.zeros

    @nn.compact
    def __call__(self, x):
        kernel = self.param("kernel", self.kernel_init, (self.features, x.shape[-1]))
        bias = self.param("bias", self.bias_init, (self.features,))
        return x @ kernel.T + bias
