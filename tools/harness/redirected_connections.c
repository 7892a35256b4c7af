// Loaded into a process before all else (LD_PRELOAD), this lets connections to one port of 127.0.0.1 go to another one.
// MARTLET_TEST_ROUTE has both, as in "9092:41234". Clients of Kafka connect to the address that a broker tells them, so
// that a proxy is passed by whose address they were given.

#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

static in_port_t from, to;

__attribute__((constructor)) static void read_route(void) {
  const char *route = getenv("MARTLET_TEST_ROUTE");
  unsigned short ports[2];
  if (!route || sscanf(route, "%hu:%hu", &ports[0], &ports[1]) != 2) return;
  from = htons(ports[0]);
  to = htons(ports[1]);
}

int connect(int socket, const struct sockaddr *address, socklen_t length) {
  if (to && length >= sizeof(struct sockaddr_in) && address->sa_family == AF_INET) {
    struct sockaddr_in changed = *(const struct sockaddr_in *)address;
    if (changed.sin_addr.s_addr == htonl(INADDR_LOOPBACK) && changed.sin_port == from) {
      changed.sin_port = to;
      return syscall(SYS_connect, socket, &changed, sizeof changed);
    }
  }
  return syscall(SYS_connect, socket, address, length);
}
