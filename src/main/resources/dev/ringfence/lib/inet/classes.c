#include <arpa/inet.h>

const struct in6_addr in6addr_any = IN6ADDR_ANY_INIT, in6addr_loopback = IN6ADDR_LOOPBACK_INIT;

/* How many bits of an address are of the host, by its class. */
static int host_bits(in_addr_t address) {
  return IN_CLASSA(address)   ? IN_CLASSA_NSHIFT
         : IN_CLASSB(address) ? IN_CLASSB_NSHIFT
                              : IN_CLASSC_NSHIFT;
}

in_addr_t inet_lnaof(struct in_addr address) {
  in_addr_t a = ntohl(address.s_addr);
  return a & ((in_addr_t)1 << host_bits(a)) - 1;
}

in_addr_t inet_netof(struct in_addr address) {
  in_addr_t a = ntohl(address.s_addr);
  return a >> host_bits(a);
}

struct in_addr inet_makeaddr(in_addr_t network, in_addr_t host) {
  int bits = network < 128 ? IN_CLASSA_NSHIFT
             : network < 65536 ? IN_CLASSB_NSHIFT
             : network < 16777216 ? IN_CLASSC_NSHIFT
                                  : 0;
  in_addr_t mask = bits ? ((in_addr_t)1 << bits) - 1 : 0;
  return (struct in_addr){htonl(network << bits | host & mask)};
}
