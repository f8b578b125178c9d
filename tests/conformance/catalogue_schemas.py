#!/usr/bin/env python3
"""Holds every file of the catalogue against the schema that editors get, with a validator that is not ours.

    catalogue_schemas.py CYFLE

CYFLE is the program. Needs the Python packages jsonschema and PyYAML. The files must be valid, and files with a fault must not be:
a schema that accepts everything would pass the first half too.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import jsonschema
import yaml

CATALOGUE = pathlib.Path(__file__).resolve().parents[2] / "catalogue"
FILES = {
    "opportunity": ["opportunities/*/*.yaml", "archive/*.yaml"],
    "funder": ["funders/*.yaml"],
    "organisations": ["organisations.yaml"],
    "vocabulary": ["vocabulary/*.yaml"],
    "language": ["languages/en.yaml", "languages/cy.yaml"],
    "welsh-words": ["languages/words-cy.yaml"],
    "source": ["sources/*.yaml"],
}
FAULTS = [
    ("kind", lambda entry: entry.update(kind="felowship")),
    ("title", lambda entry: entry.pop("title")),
    ("topic", lambda entry: entry.update(topic=["cancer"])),
    ("added", lambda entry: entry["provenance"].update(added="23 November 2026")),
    ("cy", lambda entry: entry["summary"].pop("cy")),
    ("time", lambda entry: entry["provenance"].update(added="2026-11-23T16:00")),
    ("whole", lambda entry: entry["eligibility"].update(nations=["uk-wide"])),
    ("long", lambda entry: entry["summary"].update(en="x" * 301)),
]


class Loader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: a date is text, and only true and false are truth values."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(("timestamp", "bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", __import__("re").compile("^(?:true|false)$"), list("tf"))


def main():
    failures, checked = [], 0
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.argv[1], "schema", "--out", folder, "--catalogue", str(CATALOGUE)], check=True, stdout=subprocess.DEVNULL)
        for kind, globs in FILES.items():
            schema = json.loads((pathlib.Path(folder) / f"{kind}.schema.json").read_text())
            jsonschema.Draft202012Validator.check_schema(schema)
            validator = jsonschema.Draft202012Validator(schema)
            paths = [path for glob in globs for path in sorted(CATALOGUE.glob(glob))]
            assert paths, f"there is no file for {kind}"
            for path in paths:
                checked += 1
                for error in validator.iter_errors(yaml.load(path.read_text(), Loader)):
                    failures.append(f"{path}: {error.json_path}: {error.message[:120]}")
            if kind == "opportunity":
                for name, spoil in FAULTS:
                    entry = yaml.load(paths[0].read_text(), Loader)
                    spoil(entry)
                    if validator.is_valid(entry):
                        failures.append(f"the schema accepts the fault `{name}`")
    print("\n".join(failures[:40]))
    print(f"catalogue schemas: {checked - len(failures)} passed, {len(failures)} failed")
    return 1 if failures or not checked else 0


if __name__ == "__main__":
    sys.exit(main())
