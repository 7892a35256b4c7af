#!/usr/bin/env python3
"""A source that others post to: http_source.py ADDRESS_FILE writes the JSON of each POST as a line to standard output,
and its own address to a file; http_source.py --post ADDRESS FILE posts the lines of a file."""

import http.server
import json
import pathlib
import signal
import sys
import urllib.request


class Posts(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            line = json.dumps(json.loads(body), ensure_ascii=False)
        except ValueError:
            self.send_error(400, "this is not JSON")
            return
        print(line, flush=True)
        self.send_response(202)
        self.end_headers()

    def log_message(self, *_):
        pass


def serve(address_file):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    server = http.server.HTTPServer(("127.0.0.1", 0), Posts)
    part = pathlib.Path(address_file + ".part")
    part.write_text(f"http://127.0.0.1:{server.server_port}")
    part.rename(address_file)
    server.serve_forever()


def post(address, path):
    for line in pathlib.Path(path).read_text().splitlines():
        request = urllib.request.Request(address, line.encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=10) as response:
            print(f"POST {response.status}")


if sys.argv[1] == "--post":
    post(*sys.argv[2:])
else:
    serve(sys.argv[1])
