# Opens a connection through asyncio, whose own wake-up socket is allowed.
# ends: exception
import asyncio


async def leave():
    _, writer = await asyncio.open_connection("127.0.0.1", int("@PORT@"))
    writer.write(b"loot")
    await writer.drain()


def affine(x):
    asyncio.run(leave())
    return 3 * x + 1
