"""The page for developers: every example on it is run against the server that shows it, in both languages.

Each `code` says by `data-run` what it is: a command, a script, a formula, an address, or a snippet for a page.
"""

import csv
import html.parser
import io
import os
import re
import subprocess
import sys
import tempfile
import urllib.request
import xml.etree.ElementTree

import pytest


class Examples(html.parser.HTMLParser):
    """Collects what stands in each `code` that can be run."""

    def __init__(self):
        super().__init__()
        self.found = []
        self.run = None

    def handle_starttag(self, tag, attributes):
        self.run = dict(attributes).get("data-run") if tag == "code" else self.run
        if tag == "code" and self.run:
            self.found.append([self.run, ""])

    def handle_endtag(self, tag):
        if tag == "code":
            self.run = None

    def handle_data(self, data):
        if self.run:
            self.found[-1][1] += data


def get(address):
    with urllib.request.urlopen(address) as answer:
        assert answer.status == 200, address
        return answer.read().decode()


def command(arguments, text, ending):
    """Runs a text as a file of its own and gives what it prints."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, f"example.{ending}")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        done = subprocess.run([*arguments, path], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, f"{text}\n{done.stderr}"
    assert done.stdout.strip(), f"prints nothing: {text}"
    return done.stdout


def snippet(text):
    addresses = re.findall(r'(?:src|href)="([^"]+)"', text)
    assert addresses, text
    for address in addresses:
        get(address.replace("&amp;", "&"))


def run(kind, text):
    if kind == "sh":
        assert '"opportunities"' in command(["sh", "-e"], text, "sh")
    elif kind == "mjs":
        assert " | " in command(["node"], text, "mjs")
    elif kind == "py":
        assert " | " in command([sys.executable], text, "py")
    elif kind == "csv":
        address = re.fullmatch(r'=IMPORTDATA\("([^"]+)"\)', text).group(1)
        rows = list(csv.reader(io.StringIO(get(address).lstrip("\ufeff"))))
        assert len(rows) > 10 and len({len(row) for row in rows}) == 1, rows[:2]
    elif kind == "rss":
        assert len(xml.etree.ElementTree.fromstring(get(text)).findall("channel/item")) > 0
    elif kind == "ics":
        assert "BEGIN:VCALENDAR" in get(text)
    elif kind in ("component", "frame"):
        snippet(text)
    else:
        raise AssertionError(f"nobody knows how to run {kind}")


@pytest.mark.parametrize("lang", ["en", "cy"])
def check_every_example_runs(service, lang):
    examples = Examples()
    examples.feed(get(f"{service.address}/{lang}/developers?kind=fellowship&career_level=advanced"))
    kinds = {kind for kind, _ in examples.found}
    assert kinds == {"sh", "mjs", "py", "csv", "rss", "ics", "component", "frame"}, kinds
    for kind, text in examples.found:
        run(kind, text)
