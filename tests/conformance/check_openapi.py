"""The API against its own OpenAPI document: schemathesis generates requests, valid and not, and every check that it has must hold."""

import os
import re
import subprocess
import sys
import pathlib

# Generated requests for each operation and kind of test; the total below is asserted, not hoped for.
EXAMPLES = os.environ.get("CYFLE_EXAMPLES", "120")
LEAST_REQUESTS = 2_000

# A digest knows no day to come and no entry that there is not: no schema says which those are.
CONFIGURATION = """
[[operations]]
include-path = "/api/v1/digest"
checks.positive_data_acceptance.expected-statuses = ["2xx", "3xx", "400"]
"""


def check_generated_requests_find_no_fault(service, tmp_path):
    program = pathlib.Path(sys.executable).with_name("schemathesis")
    configuration = pathlib.Path(tmp_path, "schemathesis.toml")
    configuration.write_text(CONFIGURATION)
    command = [
        program, "--config-file", configuration, "run", f"{service.address}/api/v1/openapi.json",
        "--checks", "all", "--max-examples", EXAMPLES, "--seed", "2027", "--workers", "2",
        "--continue-on-failure", "--no-color", "--generation-database", "none",
    ]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    print(done.stdout, done.stderr)
    assert done.returncode == 0, "schemathesis found faults; they are listed above"
    generated = re.search(r"([\d,]+) generated", done.stdout)
    assert generated, "schemathesis says how many requests it generated"
    requests = int(generated.group(1).replace(",", ""))
    print(f"schemathesis generated {requests} requests")
    if EXAMPLES == "120":
        assert requests >= LEAST_REQUESTS
