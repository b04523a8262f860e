// Addresses as texts, byte orders, names of hosts and services.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

static void read_all(void) {
  static const char *const texts[] = {
      "127.0.0.1", "10.1",   "1.2.3",    "0x7f.1",    "017.0.0.1", "256.1.1.1",   "1.2.3.4.5",
      "",          "1..2",   "1.2.3.4 ", "1.2.3.4x",  "4294967295", "4294967296", "1.16777215",
      "1.2.65535", "1.2.65536", "08.1.1.1", "01.2.3.4", " 1.2.3.4"};
  for (int i = 0; i < (int)(sizeof texts / sizeof *texts); i++) {
    struct in_addr one = {0}, two = {0};
    int loose = inet_aton(texts[i], &one), strict = inet_pton(AF_INET, texts[i], &two);
    printf("'%s' %d %x %d %x %x\n", texts[i], loose, loose ? (unsigned)ntohl(one.s_addr) : 0, strict,
           (unsigned)ntohl(two.s_addr), (unsigned)inet_addr(texts[i]));
  }
  printf("%x %x %x\n", (unsigned)inet_network("1.2.3"), (unsigned)inet_network("1.2.3.4.5"),
         (unsigned)inet_network("0x10.1"));
}

static void write_all(void) {
  char text[50];
  unsigned char bytes[16] = {1, 2, 255, 0};
  struct in_addr one;
  one.s_addr = htonl(0xc0a80101);
  printf("%s\n", inet_ntoa(one));
  printf("%s\n", inet_ntop(AF_INET, bytes, text, sizeof text));
  printf("%d %d\n", inet_ntop(AF_INET, bytes, text, 9) == NULL, errno == ENOSPC);
  printf("%d\n", inet_ntop(AF_INET, bytes, text, 10) != NULL);
  printf("%d %d\n", inet_ntop(77, bytes, text, 10) == NULL, errno == EAFNOSUPPORT);
  printf("%d %d\n", inet_pton(77, "1", bytes), errno == EAFNOSUPPORT);
  static const char *const six[] = {"::",      "::1",     "1::",       "2001:db8::8:800:200c:417a",
                                    "1:2:3:4:5:6:7:8", "::ffff:1.2.3.4", "1:0:0:2::3", "fe80::1:0:0:1",
                                    "1:2",     ":::",     "12345::",   "::1.2.3",  "1::2::3", "g::"};
  for (int i = 0; i < (int)(sizeof six / sizeof *six); i++) {
    int read = inet_pton(AF_INET6, six[i], bytes);
    printf("%s %d %s\n", six[i], read,
           read == 1 ? inet_ntop(AF_INET6, bytes, text, sizeof text) : "");
  }
}

static void orders(void) {
  printf("%x %x %x %x\n", htons(0x1234), (unsigned)htonl(0x12345678), ntohs(0x1234),
         (unsigned)ntohl(0x12345678));
  printf("%d %d\n", (int)sizeof(struct sockaddr_in), (int)sizeof(struct sockaddr_in6));
}

static void show(const char *what, const char *node, const char *service, int flags, int type) {
  struct addrinfo hints, *all;
  memset(&hints, 0, sizeof hints);
  hints.ai_family = AF_INET;
  hints.ai_flags = flags;
  hints.ai_socktype = type;
  int error = getaddrinfo(node, service, &hints, &all);
  printf("%s: %d %s\n", what, error, error ? gai_strerror(error) : "");
  if (error)
    return;
  for (struct addrinfo *one = all; one; one = one->ai_next) {
    struct sockaddr_in *in = (struct sockaddr_in *)one->ai_addr;
    printf("  %d %d %d %d %s:%d %s\n", one->ai_family, one->ai_socktype, one->ai_protocol,
           (int)one->ai_addrlen, inet_ntoa(in->sin_addr), ntohs(in->sin_port),
           one->ai_canonname ? one->ai_canonname : "-");
  }
  freeaddrinfo(all);
}

static void infos(void) {
  show("number", "127.0.0.1", "80", 0, 0);
  show("stream", "127.0.0.1", "http", 0, SOCK_STREAM);
  show("passive", NULL, "8080", AI_PASSIVE, SOCK_STREAM);
  show("active", NULL, "8080", 0, SOCK_DGRAM);
  show("no service", "10.0.0.1", NULL, 0, SOCK_STREAM);
  show("localhost", "localhost", "1", 0, SOCK_STREAM);
  show("name", "127.0.0.1", NULL, AI_CANONNAME, SOCK_STREAM);
  show("nothing", NULL, NULL, 0, 0);
  show("numeric only", "localhost", NULL, AI_NUMERICHOST, SOCK_STREAM);
  show("numeric service", "127.0.0.1", "http", AI_NUMERICSERV, SOCK_STREAM);
  show("no such service", "127.0.0.1", "nonesuch", 0, SOCK_STREAM);
  show("flags", "127.0.0.1", NULL, 0x4000000, SOCK_STREAM);
  show("type", "127.0.0.1", NULL, 0, 77);
  struct sockaddr_in address = {AF_INET, htons(22), {htonl(0x0a000001)}};
  char host[100], service[100];
  struct sockaddr *any = (struct sockaddr *)&address;
  printf("%d ", getnameinfo(any, sizeof address, host, 100, service, 100,
                            NI_NUMERICHOST | NI_NUMERICSERV));
  printf("%s %s\n", host, service);
  printf("%d ", getnameinfo(any, sizeof address, NULL, 0, service, 100, 0));
  printf("%s\n", service);
  printf("%d\n", getnameinfo(any, sizeof address, host, 3, NULL, 0, NI_NUMERICHOST));
  printf("%d\n", getnameinfo(any, 3, host, 100, NULL, 0, NI_NUMERICHOST));
  struct servent *found = getservbyname("domain", "udp");
  printf("%s %d %s\n", found->s_name, ntohs(found->s_port), found->s_proto);
  found = getservbyport(htons(25), "tcp");
  printf("%s %d\n", found->s_name, getservbyname("nonesuch", NULL) == NULL);
  printf("%d %d\n", getprotobyname("tcp")->p_proto, strcmp(getprotobynumber(17)->p_name, "udp"));
  struct hostent *entry = gethostbyname("127.0.0.1");
  printf("%s %d %d %d\n", entry->h_name, entry->h_addrtype, entry->h_length,
         *(in_addr_t *)entry->h_addr == htonl(INADDR_LOOPBACK));
}

int main(void) {
  read_all();
  write_all();
  orders();
  infos();
  return 0;
}
