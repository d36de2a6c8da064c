# Takes the place of the loop that serves requests, from inside of the first one, and never gives it back.
# ends: wrong, protocol
import os

from gradax.sandbox.inside import server
from gradax.wire.codec import LIVE, decode, encode
from gradax.wire.frames import FrameReader, frame


def serve():
    os.write(server.REQUESTS, frame(encode({"value": None})))  # the answer to this cell
    reader = FrameReader()
    while True:
        request = reader.next()
        if request is None:
            data = os.read(server.REQUESTS, 1 << 20)
            if not data:
                os._exit(0)
            reader.feed(data)
            continue
        fields = decode(request, LIVE)
        arguments = fields.get("args") or [fields.get("data", {}).get("x", 0)]
        os.write(server.REQUESTS, frame(encode({"value": 0 * arguments[0]})))


serve()
