"""The API against its description."""

from interop import generated_requests
from interop.check_list import CheckList

_list = CheckList()
checks, check = _list.checks, _list.check


@check("requests generated from the description of the API never make the server fail")
def _(surroundings):
    with surroundings.other_registry() as registry:
        generated_requests.send(surroundings.schemathesis, registry.url, most_per_operation=10, seed=1)
