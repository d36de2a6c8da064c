"""The way to a Dask scheduler, with certificates and without: what is wrong is said in a sentence."""

import dask
import pytest
from dask_cluster import DaskCluster

from gradax.grading import connection
from gradax.grading.connection import connected
from gradax.wire.failures import GraderFault

pytestmark = pytest.mark.slow
TLS, TCP = "tls://127.0.0.1:1", "tcp://127.0.0.1:1"


@pytest.fixture(autouse=True)
def _soon(monkeypatch):
    monkeypatch.setattr(connection, "CONNECT_SECONDS", 5.0)


@pytest.fixture
def why():
    """`why(address)`: what is said of it."""

    def why(address):
        with pytest.raises(GraderFault) as raised, connected(address):
            pass
        said = str(raised.value)
        assert said.startswith(f"{address}: the scheduler cannot be reached (")
        return said

    return why


@pytest.fixture
def settings(certificates):
    """`settings(...)`: Dask's settings for the certificates, perhaps with other files of that folder, or without."""

    def settings(**others):
        files = {"ca-file": "ours.pem", "client.cert": "cert.pem", "client.key": "key.pem"} | others
        return dask.config.set(
            {f"distributed.comm.tls.{name}": file and str(certificates / file) for name, file in files.items()}
        )

    return settings


@pytest.fixture(scope="module")
def secure(certificates, tmp_path_factory):
    """The address of a scheduler that speaks TLS."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("DASK_CONFIG", str(certificates))
        cluster = DaskCluster(tmp_path_factory.mktemp("secure"), "--protocol", "tls")
    yield cluster.address
    cluster.end()


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """The address of a scheduler that does not."""
    cluster = DaskCluster(tmp_path_factory.mktemp("plain"))
    yield cluster.address
    cluster.end()


@pytest.mark.parametrize("address", ["nonsense://", "host", "127.0.0.1:8786", "http://host:8786", "tcp://host", ""])
def test_what_is_no_address(why, address):
    assert "(it is not an address such as tcp://host:8786)" in why(address)


@pytest.mark.parametrize("address", [TCP, TLS])
def test_nobody_answers(why, settings, monkeypatch, address):
    monkeypatch.setattr(connection, "CONNECT_SECONDS", 0.5)
    with settings():
        assert "(no answer). Is `dask scheduler` running there?" in why(address)


def test_with_its_certificates_it_is_reached(secure, settings):
    with settings(), connected(secure) as client:
        assert client.nthreads() == {}


@pytest.mark.parametrize("missing", ["ca-file", "client.cert"])
def test_certificates_are_missing(why, settings, missing):
    with settings(**{missing: None}):
        assert f"(Dask's setting distributed.comm.tls.{missing} is missing here)" in why(TLS)


def test_a_file_of_the_settings_is_not_there(why, settings, certificates):
    with settings(**{"client.key": "gone.pem"}):
        said = why(TLS)
    assert f"({certificates / 'gone.pem'}: No such file or directory)" in said
    assert "Dask's setting distributed.comm.tls.client.key names this file." in said


@pytest.mark.parametrize("other", [{"ca-file": "tls.yaml"}, {"client.key": "tls.yaml"}, {"client.key": None}])
def test_a_file_holds_no_certificate(why, settings, certificates, other):
    with settings(**other):
        assert f"(no certificates can be read from {certificates}" in why(TLS)


def test_the_scheduler_has_a_certificate_of_another_authority(why, settings, certificates, secure):
    with settings(**{"ca-file": "others.pem"}):
        assert f"(its certificate is not of the authority in {certificates / 'others.pem'})" in why(secure)


def test_the_scheduler_does_not_take_our_certificate(why, settings, certificates, secure):
    with settings(**{"client.cert": "others.pem", "client.key": "others-key.pem"}):
        said = why(secure)
    assert "(they do not agree on TLS). Was it started with `--protocol tls`, and is the certificate in " in said
    assert f"{certificates / 'others.pem'} of the authority that it knows?" in said


def test_a_scheduler_with_tls_is_asked_without(why, secure):
    assert "If it speaks TLS, its address begins with tls://." in why(secure.replace("tls", "tcp"))


def test_a_scheduler_without_tls_is_asked_with_it(why, settings, plain):
    with settings():
        assert "(they do not agree on TLS). Was it started with `--protocol tls`, and is" in why(
            plain.replace("tcp", "tls")
        )


def test_settings_that_ask_for_tls(why):
    with dask.config.set({"distributed.comm.require-encryption": True}):
        assert "(Dask's settings here ask for TLS). Its address should begin with tls://." in why(TCP)
