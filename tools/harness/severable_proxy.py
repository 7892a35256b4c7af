"""A way to a server that can be cut and blocked, as networks are."""

import socket
import threading


class SeverableProxy:
    """Passes connections on to a port of 127.0.0.1, until it is told otherwise."""

    def __init__(self, target_port):
        self._target_port = target_port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._open = set()
        self._lock = threading.Lock()
        self._refuses = False
        self._passes = threading.Event()
        self._passes.set()
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self):
        """Breaks all connections, and refuses new ones."""
        self._refuses = True
        self._drop_all()

    def block(self):
        """Passes nothing on and breaks nothing: both ends wait for what does not come."""
        self._passes.clear()

    def heal(self):
        """Passes everything on again. What was swallowed meanwhile is passed on late, as a network may do it."""
        self._refuses = False
        self._passes.set()

    def close(self):
        self._listener.close()
        self._passes.set()
        self._drop_all()

    def _drop_all(self):
        with self._lock:
            ends, self._open = self._open, set()
        for end in ends:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # Closed already by the other side.

    def _accept(self):
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._connect, args=(near,), daemon=True).start()

    def _connect(self, near):
        self._passes.wait()
        try:
            if self._refuses:
                raise ConnectionRefusedError
            far = socket.create_connection(("127.0.0.1", self._target_port), timeout=5)
            far.settimeout(None)
        except OSError:
            near.close()
            return
        with self._lock:
            self._open |= {near, far}
        for source, target in ((near, far), (far, near)):
            threading.Thread(target=self._pass_on, args=(source, target), daemon=True).start()

    def _pass_on(self, source, target):
        try:
            while data := source.recv(1 << 16):
                self._passes.wait()
                target.sendall(data)
        except OSError:
            pass  # One of the ends is gone; the other learns it below.
        for end in (source, target):
            with self._lock:
                self._open.discard(end)
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
        source.close()
