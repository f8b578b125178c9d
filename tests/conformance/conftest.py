"""Starts the real program for the checks, and gives them a plain HTTP client without dependencies."""

import contextlib
import os
import pathlib
import shutil
import subprocess
import urllib.error
import urllib.request

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TODAY = "2027-02-01"


class Service:
    """A running server."""

    def __init__(self, address):
        self.address = address

    def get(self, path, **headers):
        """Answers with status, headers and bytes, whatever the status is."""
        request = urllib.request.Request(self.address + path, headers=headers)
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.headers, answer.read()


@contextlib.contextmanager
def serve(*arguments):
    """A server on a free port, stopped at the end."""
    program = os.environ["CYFLE"]
    command = [program, "serve", "--listen", "127.0.0.1:0", "--today", TODAY, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            line = process.stdout.readline()
            address = next(word for word in line.split() if word.startswith("http://"))
            yield Service(address.rstrip(":"))
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def service():
    """The catalogue inside the program."""
    with serve() as running:
        yield running


@pytest.fixture(scope="session")
def invented(tmp_path_factory):
    """The real catalogue with an invented entry whose rounds close on both sides of a clock change."""
    folder = tmp_path_factory.mktemp("catalogue") / "catalogue"
    shutil.copytree(ROOT / "catalogue", folder)
    entry = "invented-fellowship.yaml"
    shutil.copy(ROOT / "tests/fixtures" / entry, folder / "opportunities/hcrw" / entry)
    with serve("--catalogue", str(folder)) as running:
        yield running
