# Opens a TCP connection over IPv6, and one over IPv4 in its clothes.
# ends: exception
import socket


def affine(x):
    refusals = []
    for host in ("::1", "::ffff:127.0.0.1"):
        try:
            with socket.socket(socket.AF_INET6) as opened:
                opened.connect((host, int("@PORT@")))
                return 3 * x + 1
        except OSError as refusal:
            refusals.append(refusal)
    raise ExceptionGroup("refused", refusals)
