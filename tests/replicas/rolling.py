"""Three replicas behind Debian's nginx with deploy/nginx.conf, restarted one after the other while clients ask: no request
may be lost, and no answer may be anything but whole. Standard library only."""

import http.client
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

CLIENTS = 8
WORDS = ["audiology", "genomics", "research", "fellowship", "msc", "travel", "gyllid", "cymrodoriaeth", "band 7", "radiographer"]


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_until(answers, what):
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            if answers():
                return
        except OSError:
            pass
        time.sleep(0.02)
    sys.exit(f"{what} did not answer within a minute")


def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


class Replica:
    def __init__(self, program, port):
        self.program, self.port = program, port
        self.start()

    def start(self):
        command = [self.program, "serve", "--listen", f"127.0.0.1:{self.port}", "--base-url", "http://127.0.0.1"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        wait_until(lambda: get(self.port, "/ready")[0] == 200, f"the replica at {self.port}")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        if self.process.wait(timeout=60) != 0:
            sys.exit(f"the replica at {self.port} did not stop politely")


class Client(threading.Thread):
    """Asks on one connection after the other, as a browser does: a kept one may be closed between requests."""

    def __init__(self, number, port, over):
        super().__init__()
        self.number, self.port, self.over = number, port, over
        self.answered, self.lost = 0, []

    def run(self):
        connection = None
        while not self.over.is_set():
            self.answered += 1
            word = WORDS[self.answered % len(WORDS)]
            # Half of the addresses are new each time, so that the cache of nginx does not hide the replicas.
            extra = f" {self.number} {self.answered}" if self.answered % 2 else ""
            query = urllib.parse.urlencode({"q": word + extra})
            path = [f"/api/v1/opportunities?{query}", f"/en/opportunities?{query}"][self.answered // 2 % 2]
            fresh = connection is None
            try:
                connection = connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
                connection.request("GET", path)
                answer = connection.getresponse()
                body = answer.read()
                whole = body.rstrip().endswith((b"}", b"</html>"))
                if answer.status != 200 or not whole:
                    self.lost.append(f"{path}: {answer.status}, {len(body)} bytes")
                if answer.will_close:
                    connection.close()
                    connection = None
            except (OSError, http.client.HTTPException) as reason:
                connection = None
                if fresh:
                    self.lost.append(f"{path}: {reason!r}")
                else:
                    self.answered -= 1


def configuration(folder, front, ports):
    """deploy/nginx.conf with other ports and folders, and nothing else."""
    text = pathlib.Path("deploy/nginx.conf").read_text()
    for own, port in zip(("8081", "8082", "8083"), ports):
        text = text.replace(f"127.0.0.1:{own}", f"127.0.0.1:{port}")
    for own, ours in (("listen 80;", f"listen 127.0.0.1:{front};"), ("/var/cache/nginx-cyfle", f"{folder}/cache")):
        assert text.count(own) == 1, f"deploy/nginx.conf has one `{own}`"
        text = text.replace(own, ours)
    temporary = "".join(f"  {kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "scgi", "uwsgi"))
    text, found = re.subn(r"^http \{\n", f"http {{\n  access_log off;\n{temporary}", text, flags=re.M)
    assert found == 1, "deploy/nginx.conf has one http block"
    user = "user root;\n" if os.getuid() == 0 else ""
    return f"{user}pid {folder}/pid;\nerror_log {folder}/error.log warn;\n{text}"


def ask_at_length(port):
    """What people paste in: a question near the longest, in letters that take six in an address, and one whose links repeat it."""
    for text in ("research funding for an audiologist in Wrexham " * 21, "cyllid ymchwil i awdiolegwyr yng Nghaerdydd, dŵr a thŷ " * 17):
        for path in ("/api/v1/opportunities?lang=cy&", "/api/v1/opportunities?", "/feeds/opportunities.atom?", "/cy/opportunities?"):
            address = path + urllib.parse.urlencode({"q": text})
            status, body = get(port, address)
            if status != 200:
                sys.exit(f"{path} with a question of {len(text)} characters: {status}, {body[:200]}")
    status, body = get(port, "/cy/digest?" + urllib.parse.urlencode({f"introduction_{lang}": "ŵ" * 2_000 for lang in ("cy", "en")}))
    if status != 200:
        sys.exit(f"the editor's desk with long introductions: {status}, {body[:200]}")


def keep_figures_inside(port):
    """What is for whoever watches the service is asked of a replica, and not of the proxy."""
    for path in ("/ready", "/metrics", "/metrics/", "/ready?x=1"):
        status, body = get(port, path)
        if status != 404 or b"cyfle" in body:
            sys.exit(f"{path} is for everyone: {status}, {body[:200]}")


def main():
    program, seconds = os.path.abspath(sys.argv[1]), float(sys.argv[2])
    nginx = next((path for path in ("/usr/sbin/nginx", "/usr/bin/nginx") if os.path.exists(path)), "nginx")
    front = free_port()
    replicas = [Replica(program, free_port()) for _ in range(3)]
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "nginx.conf")
        path.write_text(configuration(folder, front, [replica.port for replica in replicas]))
        proxy = subprocess.Popen([nginx, "-p", folder, "-c", str(path), "-e", f"{folder}/error.log", "-g", "daemon off;"])
        over = threading.Event()
        clients = [Client(number, front, over) for number in range(CLIENTS)]
        restarts = 0
        try:
            wait_until(lambda: get(front, "/health")[0] == 200, "nginx")
            ask_at_length(front)
            keep_figures_inside(front)
            for client in clients:
                client.start()
            end = time.monotonic() + seconds
            while time.monotonic() < end or restarts < len(replicas):
                replica = replicas[restarts % len(replicas)]
                replica.stop()
                replica.start()
                restarts += 1
        finally:
            over.set()
            for client in clients:
                if client.ident:
                    client.join()
            proxy.terminate()
            proxy.wait()
            for replica in replicas:
                replica.process.terminate()
                replica.process.wait()
    answered = sum(client.answered for client in clients)
    lost = [line for client in clients for line in client.lost]
    print(f"{restarts} restarts, {answered} requests, {len(lost)} lost")
    for line in lost[:20]:
        print(line, file=sys.stderr)
    sys.exit(1 if lost or answered == 0 else 0)


main()
