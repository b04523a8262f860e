// Lists of macros used several times, include guards, and redefinition by the same text.
#include <stdio.h>
#include <stdio.h>
#include <string.h>

#define COLOURS(X) X(RED, 0xff0000, "red") X(GREEN, 0x00ff00, "green") X(BLUE, 0x0000ff, "blue")
#define AS_ENUM(name, value, text) name,
#define AS_TEXT(name, value, text) [name] = text,
#define AS_CASE(name, value, text) case name: return value;
#define AS_FUNCTION(name, value, text) static int is_##name(int v) { return v == value; }
#define AS_TEST(name, value, text) printf("%s %d\n", #name, is_##name(rgb(name)));
#define COUNT_ONE(...) +1

#define SAME(x) (x + 1)
#define SAME(x) (x + 1)

enum colour { COLOURS(AS_ENUM) LAST };
static const char *const names[] = {COLOURS(AS_TEXT)};
static int rgb(enum colour c) {
  switch (c) {
    COLOURS(AS_CASE)
    default: return -1;
  }
}
COLOURS(AS_FUNCTION)

#define FIELDS \
  FIELD(int, id) \
  FIELD(long, size) \
  FIELD(const char *, name)
struct record {
#define FIELD(type, name) type name;
  FIELDS
#undef FIELD
};
static void print(const struct record *r) {
#define FIELD(type, name) printf("%s has %zu bytes\n", #name, sizeof r->name);
  FIELDS
#undef FIELD
}

int main(void) {
  for (int i = RED; i < LAST; i++) printf("%s %06x\n", names[i], rgb(i));
  COLOURS(AS_TEST)
  printf("%d %d\n", COLOURS(COUNT_ONE), SAME(4));
  struct record r = {1, 2, "three"};
  print(&r);
  return strlen(r.name);
}
