"""Connecting to a Dask scheduler, and saying why that failed.

Certificates are Dask's own configuration: files of ``~/.config/dask/``, or variables of the environment.
"""

from __future__ import annotations

import logging
import re
import ssl
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from distributed import Client, Security
from distributed.comm.core import CommClosedError

from gradax.text import listed
from gradax.wire.failures import GraderFault

CONNECT_SECONDS = 10.0
TLS = "tls://"
_ADDRESS = re.compile(r"(tcp|tls)://.+:\d+")
_TALKERS = ("distributed", "distributed.client", "tornado.application", "asyncio")
_AUTHORITY, _CERTIFICATE, _KEY = (f"distributed.comm.tls.{name}" for name in ("ca-file", "client.cert", "client.key"))
_FILES = {_AUTHORITY: "tls_ca_file", _CERTIFICATE: "tls_client_cert", _KEY: "tls_client_key"}  # as Dask has them


@contextmanager
def connected(address: str) -> Iterator[Client]:
    """A client of the scheduler at this address.

    Raises:
        GraderFault: where it cannot be reached.
    """
    for name in _TALKERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what matters is said in sentences
    security = Security()
    files = {setting: getattr(security, field) for setting, field in _FILES.items()}
    why = _mistake(address, security, files)
    if why is None:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # Dask warns of other versions; here they are refused
                client = Client(address, timeout=CONNECT_SECONDS, security=security, set_as_default=False)
        except (OSError, ValueError) as error:
            why = _refusal(address, files, error)
    if why is not None:
        raise GraderFault(f"{address}: the scheduler cannot be reached ({why[0]}). {why[1]}")
    try:
        yield client
    finally:
        client.close(timeout=CONNECT_SECONDS)


def _mistake(address: str, security: Security, files: Mapping[str, str | None]) -> tuple[str, str] | None:
    """What is wrong with an address or with Dask's settings for it, and what to do; None where they fit together."""
    if not _ADDRESS.fullmatch(address):
        return "it is not an address such as tcp://host:8786", "`dask scheduler` says its own when it starts."
    if not address.startswith(TLS):
        needed = security.require_encryption
        return ("Dask's settings here ask for TLS", "Its address should begin with tls://.") if needed else None
    for setting, path in files.items():
        if path is None:
            if setting == _KEY:  # it may be in the certificate's file
                continue
            return (
                f"Dask's setting {setting} is missing here",
                "Say where your certificates are, as docs/scale.md shows.",
            )
        try:
            Path(path).read_bytes()
        except OSError as error:
            return f"{path}: {error.strerror}", f"Dask's setting {setting} names this file."
    try:
        security.get_connection_args("client")
    except ssl.SSLError:
        named = listed(path for path in files.values() if path)
        return f"no certificates can be read from {named}", "They should be PEM files, the key without a password."
    return None


def _refusal(address: str, files: Mapping[str, str | None], error: Exception) -> tuple[str, str]:
    """Why a connection failed, and what to do."""
    if isinstance(error.__cause__, ssl.SSLCertVerificationError):
        return (
            f"its certificate is not of the authority in {files[_AUTHORITY]}",
            f"Dask's setting {_AUTHORITY} names the authority of the cluster.",
        )
    if not isinstance(error, CommClosedError | ValueError):  # the latter: a greeting came where TLS should begin
        return "no answer", "Is `dask scheduler` running there?"
    if address.startswith(TLS):
        known = f"is the certificate in {files[_CERTIFICATE]} of the authority that it knows"
        return "they do not agree on TLS", f"Was it started with `--protocol tls`, and {known}?"
    return "it ends the connection", "If it speaks TLS, its address begins with tls://."
