# Calls the initialisers inside a function of the key.
class MyDense(nn.Module):
    features: int
    kernel_init: Callable = nn.initializers.lecun_normal()
    bias_init: Callable = nn.initializers.zeros

    @nn.compact
    def __call__(self, x):
        n = x.shape[-1]
        kernel = self.param("kernel", lambda key: self.kernel_init(key, (n, self.features)))
        bias = self.param("bias", lambda key: self.bias_init(key, (self.features,)))
        return jnp.einsum("...i,ij->...j", x, kernel) + bias
