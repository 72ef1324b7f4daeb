"""Lists the connections of a tenant, with the number of their tables or how far the hub came."""

import json
import os
import sys
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from hub import Connection, Error, ErrorCode, connection_page_from_dict, problem_from_dict, table_page_from_dict

HUB = os.environ["PORTOLAN_URL"]
HEADERS = {"authorization": f"Bearer {os.environ['PORTOLAN_API_KEY']}"}


class HubError(Exception):
    """What the hub refuses: `error.code` is one of ErrorCode."""

    def __init__(self, error: Error) -> None:
        super().__init__(error.message)
        self.error = error


def ask(path: str, **query: int) -> object:
    request = Request(f"{HUB}/api/v1/{path}?{urlencode(query)}", headers=HEADERS)
    try:
        with urlopen(request) as answer:
            return json.load(answer)
    except HTTPError as refused:
        raise HubError(problem_from_dict(json.load(refused)).error) from None


def connections() -> Iterator[Connection]:
    page = 1
    while True:
        data = connection_page_from_dict(ask("connections", page=page, pageSize=100)).data
        yield from data.items
        if page >= data.total_pages:
            return
        page += 1


def tables_of(connection: Connection) -> str:
    try:
        data = table_page_from_dict(ask(f"connections/{connection.id}/tables", pageSize=1)).data
        return f"{data.total} tables"
    except HubError as failed:
        if not failed.error.stages:
            raise
        passed = [stage.stage.value for stage in failed.error.stages if stage.ok]
        return f"{failed.error.code.value} after {', '.join(passed)}"


try:
    for connection in connections():
        print(f"{connection.name} ({connection.db_type.value}): {tables_of(connection)}")
except HubError as failed:
    hint = " Is the key right?" if failed.error.code is ErrorCode.UNAUTHORIZED else ""
    sys.exit(f"{failed.error.code.value}: {failed}{hint}")
