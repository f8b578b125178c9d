"""Model Context Protocol: the official client of PyPI's mcp lists the tools and calls each of them.

Every structured answer is validated against the schema that its tool announces.
"""

import asyncio

import pytest
from jsonschema import Draft202012Validator
from mcp import Client

CALLS = {
    "search_opportunities": {"q": "band 7 BMS wanting MSc fees paid", "kind": ["funding", "fellowship", "award"]},
    "get_opportunity": {"id": "hcrw-emerging-researcher-award", "lang": "cy"},
    "check_eligibility": {"id": "hcrw-emerging-researcher-award", "q": "advanced practitioner in Cardiff"},
    "upcoming_deadlines": {"days": 366},
    "coverage": {"nation": "wales"},
    "list_vocabulary": {"parameter": "funder", "lang": "cy"},
}


async def converse(address):
    async with Client(f"{address}/mcp") as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        given = {name: await client.call_tool(name, arguments) for name, arguments in CALLS.items()}
        refused = await client.call_tool("search_opportunities", {"career_level": "advance"})
    return tools, given, refused


@pytest.fixture(scope="module")
def conversation(service):
    return asyncio.run(converse(service.address))


def check_the_client_lists_six_tools_that_only_read(conversation):
    tools, _, _ = conversation
    assert set(tools) == set(CALLS)
    for tool in tools.values():
        assert tool.annotations.read_only_hint is True, tool.name
        assert tool.output_schema, tool.name


@pytest.mark.parametrize("name", CALLS)
def check_each_tool_answers_with_what_it_announces(conversation, name):
    tools, given, _ = conversation
    result = given[name]
    assert not result.is_error, result.content
    Draft202012Validator(tools[name].output_schema).validate(result.structured_content)
    assert result.structured_content["as_of"] and result.structured_content["confirm"]
    for one in result.structured_content.get("opportunities", []):
        assert one["url"] and "official_url" in one and one["read"], one["id"]


def check_a_mistake_is_an_answer_with_help(conversation):
    _, _, refused = conversation
    assert refused.is_error and "advanced" in refused.content[0].text
