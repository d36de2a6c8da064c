# Makes the same kernel from two different keys.
# fails: test_the_key_decides
class MyDense(nn.Module):
    features: int
    kernel_init: Callable = nn.initializers.lecun_normal()
    bias_init: Callable = nn.initializers.zeros

    @nn.compact
    def __call__(self, x):
        shape = (x.shape[-1], self.features)
        kernel = self.param("kernel", lambda _: self.kernel_init(jax.random.key(0), shape))
        bias = self.param("bias", self.bias_init, (self.features,))
        return x @ kernel + bias
