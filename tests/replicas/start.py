"""How long it takes from starting the program to its first whole answer. Usage: start.py PROGRAM [STARTS]. Standard library
only. A question is asked over and over from the start on, so nothing is added by waiting."""

import os
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time

REQUEST = b"GET /api/v1/opportunities?q=audiology HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def first_answer(command, port):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port)) as connection:
                connection.sendall(REQUEST)
                answer = b""
                while part := connection.recv(65536):
                    answer += part
            assert answer.startswith(b"HTTP/1.1 200"), answer[:80]
            break
        except ConnectionError:
            time.sleep(0.0002)
    taken = time.perf_counter() - begun
    process.kill()
    process.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return taken * 1000, cpu * 1000


def measure(name, program, starts, arguments):
    times = []
    for _ in range(starts):
        port = free_port()
        times.append(first_answer([program, "serve", "--listen", f"127.0.0.1:{port}", *arguments], port))
    wall = sorted(time for time, _ in times)
    cpu = statistics.median(cpu for _, cpu in times)
    print(f"{name}: first answer after {wall[0]:.1f} ms at best, {statistics.median(wall):.1f} ms median; CPU {cpu:.0f} ms median")


def main():
    program, starts = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 15
    measure("embedded", program, starts, [])
    with tempfile.TemporaryDirectory() as index:
        subprocess.run([program, "index", "--index", index], check=True, stdout=subprocess.DEVNULL)
        measure("index", program, starts, ["--index", index])


main()
