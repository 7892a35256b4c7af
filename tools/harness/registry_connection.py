"""One HTTP connection to a registry that stays open between requests."""

import http.client
import json
import urllib.parse

MEDIA_TYPE = "application/vnd.schemaregistry.v1+json"


class RegistryRefused(Exception):
    """An answer with a status other than 200."""

    def __init__(self, status, body):
        super().__init__(f"{status}: {body}")
        self.status = status


class RegistryConnection:
    """Requests in sequence over one connection. Connection errors come through as OSError or HTTPException."""

    def __init__(self, url, timeout=30):
        address = urllib.parse.urlsplit(url)
        self._connection = http.client.HTTPConnection(address.hostname, address.port, timeout=timeout)

    def get(self, path):
        return self._request("GET", path, None)

    def get_text(self, path):
        """The body as it came."""
        return self._exchange("GET", path, None)

    def put(self, path, body):
        return self._request("PUT", path, body)

    def post(self, path, body):
        return self._request("POST", path, body)

    def delete(self, path):
        return self._request("DELETE", path, None)

    def delete_quietly(self, path):
        """Deletes what is answered without a body."""
        self._exchange("DELETE", path, None)

    def register(self, subject, schema):
        """Registers a schema text; returns the whole answer."""
        return self._request("POST", f"/subjects/{urllib.parse.quote(subject, safe='')}/versions", {"schema": schema})

    def close(self):
        self._connection.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _request(self, method, path, body):
        return json.loads(self._exchange(method, path, body))

    def _exchange(self, method, path, body):
        encoded = None if body is None else json.dumps(body).encode()
        headers = {"Accept": MEDIA_TYPE}
        if encoded is not None:
            headers["Content-Type"] = MEDIA_TYPE
        self._connection.request(method, path, encoded, headers)
        response = self._connection.getresponse()
        content = response.read().decode()
        if response.status not in (200, 204):
            raise RegistryRefused(response.status, content)
        return content
