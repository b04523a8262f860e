#include <arpa/inet.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int __host_address(const char *name, struct in_addr *address);
int __host_name(struct in_addr address, char *name);

static const struct {
  int type, protocol;
} kinds[] = {{SOCK_STREAM, IPPROTO_TCP}, {SOCK_DGRAM, IPPROTO_UDP}, {SOCK_RAW, 0}};

/* The port of a service for a kind of socket, or -1. */
static int port_of(const char *service, int flags, int type, int *error) {
  char *end;
  if (!service)
    return 0;
  long number = strtol(service, &end, 10);
  if (*service && !*end && number >= 0 && number <= 65535)
    return (int)number;
  *error = EAI_NONAME;
  if (flags & AI_NUMERICSERV)
    return -1;
  *error = EAI_SERVICE;
  if (type == SOCK_RAW)
    return -1;
  struct servent *found = getservbyname(service, type == SOCK_DGRAM ? "udp" : "tcp");
  return found ? ntohs(found->s_port) : -1;
}

static struct addrinfo *made(int kind, int protocol, struct in_addr address, int port) {
  struct addrinfo *info = calloc(1, sizeof *info + sizeof(struct sockaddr_in));
  if (!info)
    return NULL;
  struct sockaddr_in *to = (struct sockaddr_in *)(info + 1);
  info->ai_family = AF_INET;
  info->ai_socktype = kinds[kind].type;
  info->ai_protocol = kinds[kind].type == SOCK_RAW ? protocol : kinds[kind].protocol;
  info->ai_addrlen = sizeof *to;
  info->ai_addr = (struct sockaddr *)to;
  to->sin_family = AF_INET;
  to->sin_port = htons(port);
  to->sin_addr = address;
  return info;
}

int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints,
                struct addrinfo **result) {
  static const struct addrinfo nothing;
  struct in_addr address;
  struct addrinfo *first = NULL, **last = &first;
  const struct addrinfo *asked = hints ? hints : &nothing;
  int flags = asked->ai_flags, error = EAI_SOCKTYPE;
  if (!node && !service)
    return EAI_NONAME;
  if (flags & ~(AI_PASSIVE | AI_CANONNAME | AI_NUMERICHOST | AI_V4MAPPED | AI_ALL | AI_ADDRCONFIG |
                AI_NUMERICSERV) ||
      flags & AI_CANONNAME && !node)
    return EAI_BADFLAGS;
  if (asked->ai_family == AF_INET6)
    return EAI_NONAME;
  if (asked->ai_family != AF_UNSPEC && asked->ai_family != AF_INET)
    return EAI_FAMILY;
  if (!node)
    address.s_addr = htonl(flags & AI_PASSIVE ? INADDR_ANY : INADDR_LOOPBACK);
  else if (flags & AI_NUMERICHOST ? !inet_aton(node, &address) : !__host_address(node, &address))
    return EAI_NONAME;
  for (int i = 0; i < 3; i++) {
    if (asked->ai_socktype && asked->ai_socktype != kinds[i].type)
      continue;
    if (asked->ai_protocol && kinds[i].protocol && asked->ai_protocol != kinds[i].protocol)
      continue;
    if (kinds[i].type == SOCK_RAW && service && !asked->ai_socktype) {
      char *end;
      strtol(service, &end, 10);
      if (*end)
        continue;
    }
    int port = port_of(service, flags, kinds[i].type, &error);
    if (port < 0)
      continue;
    *last = made(i, asked->ai_protocol, address, port);
    if (!*last) {
      freeaddrinfo(first);
      return EAI_MEMORY;
    }
    last = &(*last)->ai_next;
  }
  if (!first)
    return error;
  if (flags & AI_CANONNAME)
    first->ai_canonname = strdup(node);
  *result = first;
  return 0;
}

void freeaddrinfo(struct addrinfo *list) {
  while (list) {
    struct addrinfo *next = list->ai_next;
    free(list->ai_canonname);
    free(list);
    list = next;
  }
}

/* Puts a text where there is room for it. */
static int put(const char *text, char *to, socklen_t size) {
  if (strlen(text) >= size)
    return EAI_OVERFLOW;
  strcpy(to, text);
  return 0;
}

int getnameinfo(const struct sockaddr *address, socklen_t size, char *host, socklen_t hostsize,
                char *service, socklen_t servicesize, int flags) {
  char text[NI_MAXHOST];
  const struct sockaddr_in *in = (const struct sockaddr_in *)address;
  int failed = 0;
  if (size < sizeof *in || address->sa_family != AF_INET)
    return EAI_FAMILY;
  if ((!host || !hostsize) && (!service || !servicesize))
    return EAI_NONAME;
  if (host && hostsize) {
    if (flags & NI_NUMERICHOST || !__host_name(in->sin_addr, text)) {
      if (flags & NI_NAMEREQD)
        return EAI_NONAME;
      inet_ntop(AF_INET, &in->sin_addr, text, sizeof text);
    }
    failed = put(text, host, hostsize);
  }
  if (!failed && service && servicesize) {
    struct servent *found =
        flags & NI_NUMERICSERV ? NULL : getservbyport(in->sin_port, flags & NI_DGRAM ? "udp" : "tcp");
    sprintf(text, "%d", ntohs(in->sin_port));
    failed = put(found ? found->s_name : text, service, servicesize);
  }
  return failed;
}

const char *gai_strerror(int error) {
  switch (error) {
  case EAI_BADFLAGS:
    return "Bad value for ai_flags";
  case EAI_NONAME:
    return "Name or service not known";
  case EAI_AGAIN:
    return "Temporary failure in name resolution";
  case EAI_FAIL:
    return "Non-recoverable failure in name resolution";
  case EAI_FAMILY:
    return "ai_family not supported";
  case EAI_SOCKTYPE:
    return "ai_socktype not supported";
  case EAI_SERVICE:
    return "Servname not supported for ai_socktype";
  case EAI_MEMORY:
    return "Memory allocation failure";
  case EAI_SYSTEM:
    return "System error";
  case EAI_OVERFLOW:
    return "Result too large for supplied buffer";
  }
  return "Unknown error";
}
