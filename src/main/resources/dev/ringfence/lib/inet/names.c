#include <errno.h>
#include <arpa/inet.h>
#include <bits/host.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

int h_errno;

/* Looks a name up in /etc/hosts, or the name of an address there. */
static int in_file(const char *name, struct in_addr *address, char *found) {
  char line[300];
  int is = 0;
  FILE *file = fopen("/etc/hosts", "r");
  if (!file)
    return 0;
  while (!is && fgets(line, sizeof line, file)) {
    struct in_addr one;
    char *rest, *end = strchr(line, '#');
    if (end)
      *end = 0;
    char *word = strtok_r(line, " \t\n", &rest);
    if (!word || !inet_pton(AF_INET, word, &one))
      continue;
    for (word = strtok_r(NULL, " \t\n", &rest); word && !is; word = strtok_r(NULL, " \t\n", &rest))
      if (name ? !strcasecmp(word, name) : one.s_addr == address->s_addr) {
        *address = one;
        if (found)
          strcpy(found, word);
        is = 1;
      }
  }
  fclose(file);
  return is;
}

/* The address of a host, by its name. Whether there is one. */
int __host_address(const char *name, struct in_addr *address) {
  char own[64];
  if (inet_aton(name, address))
    return 1;
  for (int i = -1; __host(i, own, (unsigned char *)address) == 0; i++)
    if (!strcasecmp(own, name)) {
      if (!address->s_addr)
        address->s_addr = htonl(INADDR_LOOPBACK);
      return 1;
    }
  if (in_file(name, address, NULL))
    return 1;
  address->s_addr = htonl(INADDR_LOOPBACK);
  return !strcasecmp(name, "localhost");
}

/* The name of a host, by its address. Whether there is one. */
int __host_name(struct in_addr address, char *name) {
  struct in_addr one;
  if (address.s_addr == htonl(INADDR_LOOPBACK)) {
    strcpy(name, "localhost");
    return 1;
  }
  for (int i = 0; __host(i, name, (unsigned char *)&one) == 0; i++)
    if (one.s_addr && one.s_addr == address.s_addr)
      return 1;
  return in_file(NULL, &address, name);
}

static struct hostent *entry(const char *name, struct in_addr found) {
  static char own[NI_MAXHOST];
  static struct in_addr address;
  static char *none[1], *addresses[2];
  static struct hostent host;
  address = found;
  strncpy(own, name, sizeof own - 1);
  addresses[0] = (char *)&address;
  host.h_name = own;
  host.h_aliases = none;
  host.h_addrtype = AF_INET;
  host.h_length = sizeof address;
  host.h_addr_list = addresses;
  return &host;
}

struct hostent *gethostbyname(const char *name) {
  struct in_addr address;
  if (__host_address(name, &address))
    return entry(name, address);
  h_errno = HOST_NOT_FOUND;
  return NULL;
}

int gethostbyname_r(const char *name, struct hostent *host, char *buffer, size_t size,
                    struct hostent **result, int *error) {
  struct {
    struct in_addr address;
    char *aliases[1], *addresses[2];
    char name[];
  } *own = (void *)(((uintptr_t)buffer + sizeof(void *) - 1) & -sizeof(void *));
  struct in_addr address;
  *result = NULL;
  if ((char *)own->name + strlen(name) + 1 > buffer + size)
    return ERANGE;
  if (!__host_address(name, &address)) {
    *error = HOST_NOT_FOUND;
    return 0;
  }
  own->address = address;
  own->aliases[0] = own->addresses[1] = NULL;
  own->addresses[0] = (char *)&own->address;
  *host = (struct hostent){strcpy(own->name, name), own->aliases, AF_INET, sizeof address,
                           own->addresses};
  *result = host;
  return 0;
}

struct hostent *gethostbyname2(const char *name, int family) {
  if (family == AF_INET)
    return gethostbyname(name);
  h_errno = HOST_NOT_FOUND;
  return NULL;
}

struct hostent *gethostbyaddr(const void *bytes, socklen_t size, int family) {
  struct in_addr address;
  char name[NI_MAXHOST];
  if (family == AF_INET && size == sizeof address) {
    memcpy(&address, bytes, sizeof address);
    if (__host_name(address, name))
      return entry(name, address);
  }
  h_errno = HOST_NOT_FOUND;
  return NULL;
}

const char *hstrerror(int error) {
  static const char *const texts[] = {"Resolver Error 0 (no error)", "Unknown host",
                                      "Host name lookup failure", "Unknown server error",
                                      "No address associated with name"};
  return error < 0 ? "Resolver internal error" : error > 4 ? "Unknown resolver error" : texts[error];
}

void herror(const char *text) {
  fprintf(stderr, "%s%s%s\n", text ? text : "", text && *text ? ": " : "", hstrerror(h_errno));
}
