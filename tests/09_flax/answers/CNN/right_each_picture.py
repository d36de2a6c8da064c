# Scores one picture, centred, by convolutions of its own, and maps that over the batch.
class CNN(nn.Module):
    classes: int = 10

    @nn.compact
    def __call__(self, x):
        first = self.param("first", nn.initializers.lecun_normal(), (5, 5, 1, 8))
        second = self.param("second", nn.initializers.lecun_normal(), (3, 3, 8, 16))
        head = self.param("head", nn.initializers.lecun_normal(), (16, self.classes))

        def score(picture):
            x = (picture - 0.5)[None, :, :, None]
            for kernel in (first, second):
                x = jax.lax.conv_general_dilated(x, kernel, (2, 2), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC"))
                x = jnp.maximum(x, 0)
            return x.mean(axis=(0, 1, 2)) @ head

        return jax.vmap(score)(x)
