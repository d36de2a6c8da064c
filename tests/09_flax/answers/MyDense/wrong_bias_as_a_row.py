# Asks the bias's initialiser for a row and flattens it.
# fails: test_honours_the_initialisers
class MyDense(nn.Module):
    features: int
    kernel_init: Callable = nn.initializers.lecun_normal()
    bias_init: Callable = nn.initializers.zeros

    @nn.compact
    def __call__(self, x):
        kernel = self.param("kernel", self.kernel_init, (x.shape[-1], self.features))
        bias = self.param("bias", lambda key: self.bias_init(key, (1, self.features))[0])
        return x @ kernel + bias
