"""CommonGrants: the protocol's own client reads everything, and every answer keeps to the protocol's published schemas.

Three judges, none of them ours: the client of PyPI's common-grants-sdk, the OpenAPI document of protocol 0.4.0 beside this
file, and a comparison of our document with it by the rules of the protocol's own specification check.
"""

import json
import pathlib
import urllib.error
import urllib.request

import pytest
import yaml
from common_grants_sdk.client import Client, Config
from jsonschema import Draft202012Validator, FormatChecker

PROTOCOL = pathlib.Path(__file__).parent / "data" / "commongrants-openapi-0.4.0.yaml"
ROOT = "/common-grants/opportunities"
ROUTES = {ROOT: "get", f"{ROOT}/search": "post", f"{ROOT}/{{oppId}}": "get"}
SEARCHES = [
    {},
    {"search": "genomics"},
    {"search": "cyllid ymchwil"},
    {"filters": {"status": {"operator": "in", "value": ["open", "forecasted"]}}},
    {"filters": {"status": {"operation": "not_in", "value": ["closed"]}}},
    {"filters": {"closeDateRange": {"operator": "between", "value": {"min": "2026-11-22", "max": "2027-12-31"}}}},
    {"filters": {"closeDateRange": {"operator": "outside", "value": {"min": "2026-11-22", "max": "2027-12-31"}}}},
    {
        "filters": {
            "maxAwardAmountRange": {
                "operator": "between",
                "value": {
                    "min": {"amount": "0", "currency": "GBP"},
                    "max": {"amount": "75000.00", "currency": "GBP"},
                },
            }
        }
    },
    {"filters": {"customFilters": {"nation": {"operator": "in", "value": ["wales"]}, "agency": {"operator": "eq", "value": "x"}}}},
    {"sorting": {"sortBy": "keyDates.closeDate", "sortOrder": "asc"}, "pagination": {"page": 2, "pageSize": 20}},
    {"sorting": {"sortBy": "custom", "customSortBy": "relevance"}, "search": "PhD"},
    {"sorting": {"customSortBy": "nearness"}},
    {"pagination": {"page": 9999, "pageSize": 5000}},
]
REFUSED = [
    b"{",
    b"[]",
    b'{"pagination":{"page":0}}',
    b'{"pagination":{"pageSize":"ten"}}',
    b'{"filters":{"status":{"operator":"between","value":["open"]}}}',
    b'{"filters":{"closeDateRange":{"operator":"between","value":{"min":"soon","max":"later"}}}}',
    b'{"sorting":{"sortBy":"colour"}}',
]


def bases(node, found):
    """Names of the schemas that others extend: these may not forbid members on their own."""
    if isinstance(node, dict):
        if "properties" in node or "required" in node:
            found.update(part["$ref"] for part in node.get("allOf", []) if "$ref" in part)
        for value in node.values():
            bases(value, found)
    elif isinstance(node, list):
        for value in node:
            bases(value, found)
    return found


def sealed(node, extended, place=""):
    """The protocol's rule that no member may be added, as JSON Schema has it."""
    if isinstance(node, dict):
        copy = {key: sealed(value, extended, f"{place}/{key}") for key, value in node.items()}
        if isinstance(node.get("properties"), dict) and node.get("type") == "object" and f"#{place}" not in extended:
            copy["unevaluatedProperties"] = False
        return copy
    if isinstance(node, list):
        return [sealed(value, extended, f"{place}/{number}") for number, value in enumerate(node)]
    return node


class Judge:
    """Validates answers against the protocol's document."""

    def __init__(self, document):
        self.document = sealed(document, bases(document, set()))
        self.formats = FormatChecker(formats=["date", "date-time", "uuid", "uri"])

    def check(self, answer, path, status="200"):
        method = ROUTES[path]
        schema = {"$ref": "#/components/schemas/CommonGrants.Responses.Error", "unevaluatedProperties": False}
        if status == "200":
            responses = self.document["paths"][path][method]["responses"]
            schema = responses["200"]["content"]["application/json"]["schema"]
        validator = Draft202012Validator(
            {**schema, "components": self.document["components"]}, format_checker=self.formats
        )
        problems = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(answer)]
        items = answer.get("items", [answer["data"]] if "data" in answer else [])
        base = Draft202012Validator(
            {
                "$ref": "#/components/schemas/CommonGrants.Models.OpportunityBase",
                "unevaluatedProperties": False,
                "components": self.document["components"],
            },
            format_checker=self.formats,
        )
        for item in items:
            problems += [f"{item.get('id')} {error.json_path}: {error.message}" for error in base.iter_errors(item)]
        assert not problems, f"{path}: {problems[:5]}"
        assert "null" not in nulls(answer), f"{path} has a null"


def nulls(node):
    if node is None:
        return {"null"}
    if isinstance(node, dict):
        return set().union(*map(nulls, node.values())) if node else set()
    if isinstance(node, list):
        return set().union(*map(nulls, node)) if node else set()
    return set()


def ask(address, body=None):
    """The status and the JSON of an answer."""
    headers = {"Content-Type": "application/json"} if body is not None else {}
    request = urllib.request.Request(address, data=body, headers=headers)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def resolve(document, schema):
    """A schema with its references followed and its parts merged; of a union, the first branch."""
    while "$ref" in schema:
        schema = node_at(document, schema["$ref"])
    if "anyOf" in schema:
        return resolve(document, schema["anyOf"][0])
    merged = {key: value for key, value in schema.items() if key != "allOf"}
    for part in schema.get("allOf", []):
        whole = resolve(document, part)
        properties = {**whole.get("properties", {}), **merged.get("properties", {})}
        required = [*whole.get("required", []), *merged.get("required", [])]
        merged = {**whole, **merged}
        if properties:
            merged["properties"] = properties
        if required:
            merged["required"] = required
    return merged


def node_at(document, reference):
    node = document
    for part in reference.removeprefix("#/").split("/"):
        node = node[part]
    return node


def differences(base, own, base_document, own_document, place, seen=()):
    """What the protocol's specification check reports: missing or added members, other types, other values."""
    assert "oneOf" not in json.dumps(own), f"{place}: a `oneOf` is not understood"
    base, own = resolve(base_document, base), resolve(own_document, own)
    if place.count(".") > 12:
        return
    if base.get("type") and own.get("type") != base["type"]:
        yield f"{place}: is {own.get('type')}, not {base['type']}"
        return
    if set(own.get("enum", [])) - set(base.get("enum", own.get("enum", []))):
        yield f"{place}: values that the protocol does not have"
    if base.get("properties"):
        added = set(own.get("properties", {})) - set(base["properties"])
        missing = set(base.get("required", [])) - set(own.get("properties", {}))
        if added or missing:
            yield f"{place}: added {sorted(added)}, missing {sorted(missing)}"
        for name in base["properties"]:
            if name in own.get("properties", {}):
                yield from differences(
                    base["properties"][name], own["properties"][name], base_document, own_document, f"{place}.{name}"
                )
    for key in ("items", "additionalProperties"):
        if isinstance(base.get(key), dict) and isinstance(own.get(key), dict) and base[key]:
            yield from differences(base[key], own[key], base_document, own_document, f"{place}.{key}")


def compare(protocol, own):
    """Our document against the protocol's, the detail route included, which the protocol's check passes over."""
    ours = {path: set(methods) & {"get", "post", "put", "patch", "delete"} for path, methods in own["paths"].items()}
    assert ours == {path: {method} for path, method in ROUTES.items()}, f"routes: {ours}"
    problems = []
    for path, method in ROUTES.items():
        theirs, mine = protocol["paths"][path][method], own["paths"][path][method]
        for status, answer in theirs["responses"].items():
            if status not in mine["responses"]:
                problems.append(f"{path}: {status} is not declared")
                continue
            schemas = [side["content"]["application/json"]["schema"] for side in (answer, mine["responses"][status])]
            problems += differences(*schemas, protocol, own, f"{path} {status}")
        if "requestBody" in theirs:
            schemas = [side["requestBody"]["content"]["application/json"]["schema"] for side in (theirs, mine)]
            problems += differences(*schemas, protocol, own, f"{path} request")
        names = set()
        for parameter in theirs.get("parameters", []):
            names.add(node_at(protocol, parameter["$ref"])["name"] if "$ref" in parameter else parameter["name"])
        missing = names - {parameter["name"] for parameter in mine.get("parameters", [])}
        if missing:
            problems.append(f"{path}: parameters not declared: {sorted(missing)}")
    assert not problems, problems


@pytest.fixture(scope="module")
def protocol():
    return yaml.safe_load(PROTOCOL.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def judge(protocol):
    return Judge(protocol)


@pytest.fixture(scope="module")
def listed(service):
    """Everything, as the SDK lists it."""
    found = client(service).opportunities.list()
    assert not found.errors, found.errors[:3]
    assert len(found.items) == found.pagination_info.total_items > 100, found.pagination_info
    return found.items


def client(service):
    return Client(Config(base_url=service.address, api_key="not-needed"))


def check_the_sdk_gets_each_opportunity_that_it_lists(service, listed):
    reader = client(service)
    assert len({item.id for item in listed}) == len(listed), "an id is there twice"
    for item in listed:
        assert reader.opportunities.get(item.id).title == item.title


@pytest.mark.parametrize("name", [None, "status", "nation"])
def check_the_sdk_searches(service, listed, name):
    filters = name and {name: {"operator": "in", "value": [{"status": "open", "nation": "wales"}[name]]}}
    found = client(service).opportunities.search(search="research", filters=filters)
    assert not found.errors, found.errors[:3]
    assert 0 < len(found.items) <= len(listed)


@pytest.mark.parametrize("query", ["", "?page=2&pageSize=50", "?page=999", "?pageSize=100000"])
def check_every_list_is_valid(service, judge, query):
    status, answer = ask(f"{service.address}{ROOT}{query}")
    assert status == 200
    judge.check(answer, ROOT)


def check_every_detail_is_valid(service, judge, listed):
    for item in listed:
        judge.check(ask(f"{service.address}{ROOT}/{item.id}")[1], f"{ROOT}/{{oppId}}")


@pytest.mark.parametrize("body", SEARCHES, ids=json.dumps)
def check_every_search_is_valid(service, judge, body):
    status, answer = ask(f"{service.address}{ROOT}/search", json.dumps(body).encode())
    assert status == 200, answer
    judge.check(answer, f"{ROOT}/search")


@pytest.mark.parametrize("body", REFUSED)
def check_every_refusal_is_valid(service, judge, body):
    status, answer = ask(f"{service.address}{ROOT}/search", body)
    assert status == 400, answer
    judge.check(answer, f"{ROOT}/search", status="400")


@pytest.mark.parametrize("path", ["?page=0", "/not-a-uuid", "/00000000-0000-4000-8000-000000000000", "-of-others"])
def check_what_is_not_there_has_the_protocols_error(service, judge, path):
    status, answer = ask(f"{service.address}{ROOT}{path}")
    assert status in (400, 404), status
    judge.check(answer, ROOT, status=str(status))


def check_our_document_agrees_with_the_protocols(service, protocol):
    compare(protocol, ask(f"{service.address}/common-grants/openapi.json")[1])
