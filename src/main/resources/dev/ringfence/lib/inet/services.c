#include <arpa/inet.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TCP 1
#define UDP 2

static const struct {
  char name[12], alias[8];
  short port;
  char protocols;
} known[] = {{"echo", "", 7, TCP | UDP},      {"discard", "sink", 9, TCP | UDP},
             {"daytime", "", 13, TCP | UDP},  {"chargen", "ttytst", 19, TCP | UDP},
             {"ftp-data", "", 20, TCP},       {"ftp", "", 21, TCP},
             {"ssh", "", 22, TCP},            {"telnet", "", 23, TCP},
             {"smtp", "mail", 25, TCP},       {"time", "", 37, TCP | UDP},
             {"domain", "", 53, TCP | UDP},   {"tftp", "", 69, UDP},
             {"finger", "", 79, TCP},         {"http", "www", 80, TCP},
             {"pop3", "pop-3", 110, TCP},     {"sunrpc", "", 111, TCP | UDP},
             {"ntp", "", 123, UDP},           {"imap2", "imap", 143, TCP},
             {"snmp", "", 161, TCP | UDP},    {"https", "", 443, TCP},
             {"syslog", "", 514, UDP},        {"printer", "spooler", 515, TCP}};

static int bits(const char *protocol) {
  return !protocol ? TCP | UDP : !strcmp(protocol, "tcp") ? TCP : !strcmp(protocol, "udp") ? UDP : 0;
}

static struct servent *entry(int which, const char *protocol) {
  static char name[12], alias[8], kind[4];
  static char *aliases[2];
  static struct servent service;
  strcpy(name, known[which].name);
  strcpy(alias, known[which].alias);
  strcpy(kind, protocol ? protocol : known[which].protocols & TCP ? "tcp" : "udp");
  aliases[0] = *alias ? alias : NULL;
  service.s_name = name;
  service.s_aliases = aliases;
  service.s_port = htons(known[which].port);
  service.s_proto = kind;
  return &service;
}

struct servent *getservbyname(const char *name, const char *protocol) {
  for (int i = 0; i < (int)(sizeof known / sizeof *known); i++)
    if ((!strcmp(name, known[i].name) || *name && !strcmp(name, known[i].alias)) &&
        known[i].protocols & bits(protocol))
      return entry(i, protocol);
  return NULL;
}

struct servent *getservbyport(int port, const char *protocol) {
  for (int i = 0; i < (int)(sizeof known / sizeof *known); i++)
    if (htons(known[i].port) == port && known[i].protocols & bits(protocol))
      return entry(i, protocol);
  return NULL;
}

static struct protoent *protocol(int number) {
  static char name[5], alias[5];
  static char *aliases[2];
  static struct protoent entry;
  static const struct {
    int number;
    char name[5], alias[5];
  } all[] = {{0, "ip", "IP"}, {1, "icmp", "ICMP"}, {6, "tcp", "TCP"}, {17, "udp", "UDP"}};
  for (int i = 0; i < 4; i++)
    if (all[i].number == number) {
      strcpy(name, all[i].name);
      strcpy(alias, all[i].alias);
      aliases[0] = alias;
      entry.p_name = name;
      entry.p_aliases = aliases;
      entry.p_proto = number;
      return &entry;
    }
  return NULL;
}

struct protoent *getprotobynumber(int number) { return protocol(number); }

struct protoent *getprotobyname(const char *name) {
  for (int number = 0; number < 20; number++) {
    struct protoent *entry = protocol(number);
    if (entry && (!strcmp(name, entry->p_name) || !strcmp(name, entry->p_aliases[0])))
      return entry;
  }
  return NULL;
}
