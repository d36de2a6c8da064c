# Calls its parameters w and b.
# fails: ?
class MyDense(nn.Module):
    features: int
    kernel_init: Callable = nn.initializers.lecun_normal()
    bias_init: Callable = nn.initializers.zeros

    @nn.compact
    def __call__(self, x):
        w = self.param("w", self.kernel_init, (x.shape[-1], self.features))
        b = self.param("b", self.bias_init, (self.features,))
        return x @ w + b
