#include <ctype.h>
#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum kind { ASCII, LATIN_1, LATIN_9, WINDOWS, UTF_8, UTF_16, UTF_32 };
enum order { LITTLE, BIG, MARKED };

struct encoding {
  enum kind kind;
  enum order order;
};

struct conversion {
  struct encoding from, to;
  int translate, ignore; /* what is done with characters that `to` does not have */
  int from_big, begun, marked;
};

/* Names as they are compared: capital letters and digits. */
static const struct {
  const char *name;
  struct encoding encoding;
} names[] = {
    {"ASCII", {ASCII}},         {"USASCII", {ASCII}},       {"ANSIX341968", {ASCII}},
    {"ISO646US", {ASCII}},      {"646", {ASCII}},           {"ISO88591", {LATIN_1}},
    {"LATIN1", {LATIN_1}},      {"L1", {LATIN_1}},          {"ISO885915", {LATIN_9}},
    {"LATIN9", {LATIN_9}},      {"CP1252", {WINDOWS}},      {"WINDOWS1252", {WINDOWS}},
    {"UTF8", {UTF_8}},          {"UTF16", {UTF_16, MARKED}}, {"UTF16LE", {UTF_16, LITTLE}},
    {"UTF16BE", {UTF_16, BIG}}, {"UCS2", {UTF_16, LITTLE}}, {"UNICODE", {UTF_16, MARKED}},
    {"UTF32", {UTF_32, MARKED}}, {"UTF32LE", {UTF_32, LITTLE}}, {"UTF32BE", {UTF_32, BIG}},
    {"UCS4", {UTF_32, BIG}},    {"UCS4LE", {UTF_32, LITTLE}}, {"WCHART", {UTF_32, LITTLE}},
    {"CHAR", {ASCII}},          {"", {ASCII}}};

/* What bytes 0x80 to 0x9f mean in Windows-1252, 0 for nothing. */
static const uint16_t windows[32] = {
    0x20ac, 0,      0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021, 0x2c6,  0x2030, 0x160,
    0x2039, 0x152,  0,      0x17d,  0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0,      0x17e,  0x178};

/* Where ISO 8859-15 differs from ISO 8859-1. */
static const struct {
  uint8_t byte;
  uint16_t point;
} latin_9[] = {{0xa4, 0x20ac}, {0xa6, 0x160}, {0xa8, 0x161}, {0xb4, 0x17d},
               {0xb8, 0x17e},  {0xbc, 0x152}, {0xbd, 0x153}, {0xbe, 0x178}};

static int find(const char *name, size_t length, struct encoding *to) {
  char plain[24];
  int count = 0;
  for (size_t i = 0; i < length; i++)
    if (isalnum((unsigned char)name[i])) {
      if (count == sizeof plain - 1)
        return 0;
      plain[count++] = toupper((unsigned char)name[i]);
    }
  plain[count] = 0;
  for (int i = 0; i < sizeof names / sizeof *names; i++)
    if (!strcmp(plain, names[i].name)) {
      *to = names[i].encoding;
      return 1;
    }
  return 0;
}

iconv_t iconv_open(const char *to, const char *from) {
  struct conversion made = {0};
  size_t length = strcspn(to, "/");
  if (!find(to, length, &made.to) || !find(from, strcspn(from, "/"), &made.from)) {
    errno = EINVAL;
    return (iconv_t)-1;
  }
  made.translate = strcasestr(to + length, "TRANSLIT") != NULL;
  made.ignore = strcasestr(to + length, "IGNORE") != NULL;
  struct conversion *conversion = malloc(sizeof made);
  if (!conversion)
    return (iconv_t)-1;
  *conversion = made;
  return conversion;
}

int iconv_close(iconv_t conversion) {
  free(conversion);
  return 0;
}

/* How many bytes a character takes, which goes to `to`: 0 where more must follow, -1 where there is
   none. */
static int read_utf_8(const unsigned char *s, size_t left, uint32_t *to) {
  int c = *s, more = c < 0x80 ? 0 : c < 0xc2 ? -1 : c < 0xe0 ? 1 : c < 0xf0 ? 2 : c < 0xf5 ? 3 : -1;
  if (more < 0)
    return -1;
  uint32_t point = more == 0 ? c : c & 0x3f >> more;
  for (int i = 1; i <= more; i++) {
    if (i == left)
      return 0;
    if ((s[i] & 0xc0) != 0x80)
      return -1;
    point = point << 6 | s[i] & 0x3f;
    uint32_t least = more == 2 ? 0x20 : more == 3 ? 0x10 : 0;
    if (i == 1 && (point < least || more == 2 && point >= 0x360 && point < 0x380 ||
                   more == 3 && point >= 0x110))
      return -1;
  }
  *to = point;
  return more + 1;
}

static uint32_t number(const unsigned char *s, int size, int big) {
  uint32_t value = 0;
  for (int i = 0; i < size; i++)
    value = value << 8 | s[big ? i : size - 1 - i];
  return value;
}

static int read_point(struct conversion *c, const unsigned char *s, size_t left, uint32_t *to) {
  switch (c->from.kind) {
    case UTF_8: return read_utf_8(s, left, to);
    case ASCII: *to = *s; return *s < 0x80 ? 1 : -1;
    case LATIN_1: *to = *s; return 1;
    case LATIN_9:
      *to = *s;
      for (int i = 0; i < sizeof latin_9 / sizeof *latin_9; i++)
        if (latin_9[i].byte == *s)
          *to = latin_9[i].point;
      return 1;
    case WINDOWS:
      *to = *s >= 0x80 && *s < 0xa0 ? windows[*s - 0x80] : *s;
      return *to || !*s ? 1 : -1;
    case UTF_16:
      if (left < 2)
        return 0;
      *to = number(s, 2, c->from_big);
      if (*to < 0xd800 || *to >= 0xe000)
        return 2;
      if (*to >= 0xdc00)
        return -1;
      if (left < 4)
        return 0;
      uint32_t low = number(s + 2, 2, c->from_big);
      *to = 0x10000 + ((*to & 0x3ff) << 10) + (low & 0x3ff);
      return low >= 0xdc00 && low < 0xe000 ? 4 : -1;
    default:
      if (left < 4)
        return 0;
      *to = number(s, 4, c->from_big);
      return *to < 0x110000 && (*to < 0xd800 || *to >= 0xe000) ? 4 : -1;
  }
}

static int put_number(unsigned char *to, uint32_t value, int size, int big) {
  for (int i = 0; i < size; i++)
    to[big ? size - 1 - i : i] = value >> 8 * i;
  return size;
}

/* The bytes of a character: how many, or -1 where the encoding has it not. */
static int write_point(struct encoding to, uint32_t point, unsigned char *bytes) {
  int big = to.order == BIG;
  switch (to.kind) {
    case ASCII: *bytes = point; return point < 0x80 ? 1 : -1;
    case LATIN_1: *bytes = point; return point < 0x100 ? 1 : -1;
    case LATIN_9:
      *bytes = point;
      for (int i = 0; i < sizeof latin_9 / sizeof *latin_9; i++) {
        if (latin_9[i].point == point) {
          *bytes = latin_9[i].byte;
          return 1;
        }
        if (latin_9[i].byte == point)
          return -1;
      }
      return point < 0x100 ? 1 : -1;
    case WINDOWS:
      for (int i = 0; i < 32; i++)
        if (windows[i] && windows[i] == point) {
          *bytes = 0x80 + i;
          return 1;
        }
      *bytes = point;
      return point < 0x80 || point >= 0xa0 && point < 0x100 ? 1 : -1;
    case UTF_8:
      if (point < 0x80)
        return *bytes = point, 1;
      int more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
      *bytes = 0xff00 >> more + 1 | point >> 6 * more;
      for (int i = 1; i <= more; i++)
        bytes[i] = 0x80 | point >> 6 * (more - i) & 0x3f;
      return more + 1;
    case UTF_16:
      if (point < 0x10000)
        return put_number(bytes, point, 2, big);
      put_number(bytes, 0xd800 | (point - 0x10000) >> 10, 2, big);
      return 2 + put_number(bytes + 2, 0xdc00 | (point - 0x10000) & 0x3ff, 2, big);
    default: return put_number(bytes, point, 4, big);
  }
}

/* The byte order mark that input in UTF-16 or UTF-32 may begin with: how many bytes it takes. */
static int mark(struct conversion *c, const unsigned char *s, size_t left) {
  int size = c->from.kind == UTF_16 ? 2 : 4;
  c->from_big = c->from.order == BIG;
  if (c->from.kind < UTF_16 || c->from.order != MARKED || left < size)
    return 0;
  c->from_big = number(s, size, 1) == 0xfeff;
  return c->from_big || number(s, size, 0) == 0xfeff ? size : 0;
}

static size_t fail(int number) {
  errno = number;
  return -1;
}

size_t iconv(iconv_t conversion, char **restrict from, size_t *restrict left, char **restrict to,
             size_t *restrict room) {
  struct conversion *c = conversion;
  size_t changed = 0;
  if (!from || !*from) {
    c->begun = c->marked = 0;
    return 0;
  }
  if (!c->begun && *left) {
    int size = mark(c, (unsigned char *)*from, *left);
    *from += size;
    *left -= size;
    c->begun = 1;
  }
  while (*left) {
    uint32_t point;
    unsigned char bytes[8];
    int taken = read_point(c, (unsigned char *)*from, *left, &point);
    if (taken == 0)
      return fail(EINVAL);
    if (taken < 0)
      return fail(EILSEQ);
    int begins = c->to.order == MARKED && c->to.kind >= UTF_16 && !c->marked;
    int first = begins ? write_point((struct encoding){c->to.kind, LITTLE}, 0xfeff, bytes) : 0;
    if (first > *room)
      return fail(E2BIG);
    memcpy(*to, bytes, first);
    *to += first;
    *room -= first;
    c->marked = 1;
    int size = write_point(c->to, point, bytes);
    if (size < 0 && !c->translate && !c->ignore)
      return fail(EILSEQ);
    if (size < 0) {
      size = c->translate;
      *bytes = '?';
      changed++;
    }
    if (size > *room)
      return fail(E2BIG);
    memcpy(*to, bytes, size);
    *to += size;
    *room -= size;
    *from += taken;
    *left -= taken;
  }
  return changed;
}
