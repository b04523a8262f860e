// Host names looked up into the caller's own buffer, and the parts of addresses of classes.
#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <stdio.h>

static void parts(const char *text) {
  struct in_addr address;
  inet_aton(text, &address);
  in_addr_t network = inet_netof(address), host = inet_lnaof(address);
  printf("%s: network %x host %x, again %s\n", text, network, host,
         inet_ntoa(inet_makeaddr(network, host)));
}

int main(void) {
  struct hostent host, *found;
  char buffer[1024], small[4], text[INET6_ADDRSTRLEN];
  int error = 0;
  printf("%d ", gethostbyname_r("127.0.0.1", &host, buffer, sizeof buffer, &found, &error));
  printf("%d %s %d ", found == &host, host.h_name, host.h_length);
  printf("%s %d\n", inet_ntoa(*(struct in_addr *)host.h_addr), host.h_addr_list[1] == NULL);
  int result = gethostbyname_r("localhost", &host, small, sizeof small, &found, &error);
  printf("%d %d\n", result == ERANGE, found == NULL);
  parts("10.1.2.3");
  parts("172.16.5.6");
  parts("192.168.7.8");
  struct in6_addr any = IN6ADDR_ANY_INIT;
  printf("%d %d\n", IN6_IS_ADDR_UNSPECIFIED(&any), IN6_IS_ADDR_LOOPBACK(&in6addr_loopback));
  printf("%s ", inet_ntop(AF_INET6, &in6addr_any, text, sizeof text));
  printf("%s\n", inet_ntop(AF_INET6, &in6addr_loopback, text, sizeof text));
}
