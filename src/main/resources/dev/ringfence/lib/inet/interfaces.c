#include <arpa/inet.h>
#include <bits/host.h>
#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

/* Each host has its loopback interface and the one to the network. */
static const char *const names[] = {"lo", "eth0"};
enum { COUNT = sizeof names / sizeof *names };

unsigned if_nametoindex(const char *name) {
  for (int i = 0; i < COUNT; i++)
    if (!strcmp(name, names[i]))
      return i + 1;
  errno = ENODEV;
  return 0;
}

char *if_indextoname(unsigned index, char *name) {
  if (index >= 1 && index <= COUNT)
    return strcpy(name, names[index - 1]);
  errno = ENXIO;
  return NULL;
}

struct if_nameindex *if_nameindex(void) {
  struct if_nameindex *list = calloc(COUNT + 1, sizeof *list);
  for (int i = 0; list && i < COUNT; i++) {
    list[i].if_index = i + 1;
    list[i].if_name = (char *)names[i];
  }
  return list;
}

void if_freenameindex(struct if_nameindex *list) { free(list); }

/* An interface, and the addresses that it points to. */
struct whole {
  struct ifaddrs entry;
  struct sockaddr_in address, mask, broadcast;
};

int getifaddrs(struct ifaddrs **list) {
  struct whole *all = calloc(COUNT, sizeof *all);
  char name[64];
  unsigned char own[4];
  if (!all)
    return -1;
  __host(-1, name, own);
  for (int i = 0; i < COUNT; i++) {
    struct whole *whole = &all[i];
    unsigned address = INADDR_LOOPBACK, mask = 0xff000000;
    if (i > 0) {
      address = own[0] << 24 | own[1] << 16 | own[2] << 8 | own[3];
      mask = 0xffffff00;
    }
    whole->address.sin_family = whole->mask.sin_family = whole->broadcast.sin_family = AF_INET;
    whole->address.sin_addr.s_addr = htonl(address);
    whole->mask.sin_addr.s_addr = htonl(mask);
    whole->broadcast.sin_addr.s_addr = htonl(address | ~mask);
    whole->entry.ifa_next = i + 1 < COUNT ? &all[i + 1].entry : NULL;
    whole->entry.ifa_name = (char *)names[i];
    whole->entry.ifa_flags = IFF_UP | IFF_RUNNING | (i ? IFF_BROADCAST : IFF_LOOPBACK);
    whole->entry.ifa_addr = (struct sockaddr *)&whole->address;
    whole->entry.ifa_netmask = (struct sockaddr *)&whole->mask;
    whole->entry.ifa_broadaddr = i ? (struct sockaddr *)&whole->broadcast : NULL;
  }
  *list = &all->entry;
  return 0;
}

void freeifaddrs(struct ifaddrs *list) { free(list); }
