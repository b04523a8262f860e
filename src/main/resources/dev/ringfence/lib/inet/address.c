#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Reads a number as C writes it. Returns what follows it, or NULL. */
static const char *number(const char *text, unsigned long long *value) {
  int base = 10, digits = 0;
  *value = 0;
  if (*text == '0') {
    base = 8;
    digits = 1;
    text++;
    if (*text == 'x' || *text == 'X') {
      base = 16;
      digits = 0;
      text++;
    }
  }
  for (;; text++, digits++) {
    int c = *text;
    int digit = c >= '0' && c <= '9'   ? c - '0'
                : c >= 'a' && c <= 'f' ? c - 'a' + 10
                : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                       : 99;
    if (digit >= base)
      break;
    *value = *value * base + digit;
    if (*value > 0xffffffff)
      return NULL;
  }
  return digits ? text : NULL;
}

static int space(int c) { return c == ' ' || c >= '\t' && c <= '\r'; }

int inet_aton(const char *text, struct in_addr *address) {
  unsigned long long part, whole = 0;
  int parts = 0;
  for (;;) {
    text = number(text, &part);
    if (!text)
      return 0;
    if (*text != '.' || parts == 3)
      break;
    if (part > 0xff)
      return 0;
    whole |= part << (24 - 8 * parts++);
    text++;
  }
  if (*text && !space((unsigned char)*text) || part > 0xffffffffULL >> 8 * parts)
    return 0;
  if (address)
    address->s_addr = htonl((uint32_t)(whole | part));
  return 1;
}

in_addr_t inet_addr(const char *text) {
  struct in_addr address;
  return inet_aton(text, &address) ? address.s_addr : INADDR_NONE;
}

in_addr_t inet_network(const char *text) {
  unsigned long long part, whole = 0;
  for (int parts = 0; parts < 4; parts++) {
    text = number(text, &part);
    if (!text || part > 0xff)
      return INADDR_NONE;
    whole = whole << 8 | part;
    if (!*text || space((unsigned char)*text))
      return (in_addr_t)whole;
    if (*text++ != '.')
      return INADDR_NONE;
  }
  return INADDR_NONE;
}

char *inet_ntoa(struct in_addr address) {
  static char text[INET_ADDRSTRLEN];
  inet_ntop(AF_INET, &address, text, sizeof text);
  return text;
}

static int write_four(const unsigned char *bytes, char *text) {
  return sprintf(text, "%d.%d.%d.%d", bytes[0], bytes[1], bytes[2], bytes[3]);
}

/* The longest run of at least two zeros among the eight words is left out. */
static void write_six(const unsigned char *bytes, char *text) {
  int words[8], from = -1, best = 1;
  for (int i = 0; i < 8; i++)
    words[i] = bytes[2 * i] << 8 | bytes[2 * i + 1];
  for (int i = 0; i < 8; i++) {
    int end = i;
    while (end < 8 && !words[end])
      end++;
    if (end - i > best) {
      best = end - i;
      from = i;
    }
  }
  int mapped = from == 0 && (best == 6 || best == 7 && words[7] != 1 || best == 5 && words[5] == 0xffff);
  for (int i = 0; i < 8; i++) {
    if (i == from) {
      text += sprintf(text, "::");
      i += best - 1;
    } else if (i == 6 && mapped) {
      write_four(bytes + 12, text);
      return;
    } else {
      text += sprintf(text, "%x%s", words[i], i == 7 || i + 1 == from ? "" : ":");
    }
  }
}

const char *inet_ntop(int family, const void *address, char *text, socklen_t size) {
  char buffer[INET6_ADDRSTRLEN + 8];
  if (family == AF_INET)
    write_four(address, buffer);
  else if (family == AF_INET6)
    write_six(address, buffer);
  else {
    errno = EAFNOSUPPORT;
    return NULL;
  }
  if (strlen(buffer) >= size) {
    errno = ENOSPC;
    return NULL;
  }
  return strcpy(text, buffer);
}

static int read_four(const char *text, unsigned char *bytes) {
  for (int part = 0; part < 4; part++) {
    int value = 0, digits = 0;
    for (; *text >= '0' && *text <= '9'; text++, digits++) {
      if (digits > 0 && value == 0)
        return 0;
      value = value * 10 + *text - '0';
      if (value > 255)
        return 0;
    }
    if (!digits || *text != (part < 3 ? '.' : 0))
      return 0;
    text++;
    bytes[part] = value;
  }
  return 1;
}

static int hex(int c) {
  return c >= '0' && c <= '9'   ? c - '0'
         : c >= 'a' && c <= 'f' ? c - 'a' + 10
         : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                : -1;
}

static int read_six(const char *text, unsigned char *to) {
  unsigned char bytes[16] = {0};
  int at = 0, gap = -1;
  if (*text == ':' && *++text != ':')
    return 0;
  while (*text) {
    if (*text == ':') {
      if (gap >= 0)
        return 0;
      gap = at;
      text++;
      continue;
    }
    const char *start = text;
    int value = 0, digits = 0;
    for (; hex(*text) >= 0; text++, digits++) {
      if (digits == 4)
        return 0;
      value = value << 4 | hex(*text);
    }
    if (*text == '.') {
      if (at > 12 || !read_four(start, bytes + at))
        return 0;
      at += 4;
      break;
    }
    if (!digits || at > 14 || *text && *text != ':' || *text == ':' && !text[1])
      return 0;
    bytes[at++] = value >> 8;
    bytes[at++] = value;
    if (*text)
      text++;
  }
  if (gap < 0 ? at != 16 : at == 16)
    return 0;
  memset(to, 0, 16);
  if (gap < 0)
    gap = at;
  memcpy(to, bytes, gap);
  memcpy(to + 16 - (at - gap), bytes + gap, at - gap);
  return 1;
}

int inet_pton(int family, const char *text, void *address) {
  unsigned char bytes[4];
  if (family == AF_INET6)
    return read_six(text, address);
  if (family != AF_INET) {
    errno = EAFNOSUPPORT;
    return -1;
  }
  if (!read_four(text, bytes))
    return 0;
  memcpy(address, bytes, 4);
  return 1;
}
