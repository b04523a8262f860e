#include <netinet/ether.h>
#include <stdio.h>

struct ether_addr *ether_aton_r(const char *text, struct ether_addr *address) {
  unsigned octet[ETH_ALEN];
  if (sscanf(text, "%x:%x:%x:%x:%x:%x", &octet[0], &octet[1], &octet[2], &octet[3], &octet[4],
             &octet[5]) != ETH_ALEN)
    return NULL;
  for (int i = 0; i < ETH_ALEN; i++) {
    if (octet[i] > 0xff)
      return NULL;
    address->ether_addr_octet[i] = octet[i];
  }
  return address;
}

struct ether_addr *ether_aton(const char *text) {
  static struct ether_addr address;
  return ether_aton_r(text, &address);
}

char *ether_ntoa_r(const struct ether_addr *address, char *text) {
  const uint8_t *octet = address->ether_addr_octet;
  sprintf(text, "%x:%x:%x:%x:%x:%x", octet[0], octet[1], octet[2], octet[3], octet[4], octet[5]);
  return text;
}

char *ether_ntoa(const struct ether_addr *address) {
  static char text[18];
  return ether_ntoa_r(address, text);
}
