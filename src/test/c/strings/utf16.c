// char16_t and char32_t: conversions to and from UTF-8, pairs of surrogates, and literals.
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <uchar.h>

int main(void) {
  setlocale(LC_ALL, "C.UTF-8");
  const char *text = "a\u00e9\u20ac\U0001F600!";
  mbstate_t state;
  memset(&state, 0, sizeof state);
  for (const char *s = text;;) {
    char16_t c;
    size_t used = mbrtoc16(&c, s, strlen(s) + 1, &state);
    printf("%zd %04x\n", used, c);
    if (used == 0)
      break;
    s += (ssize_t)used > 0 ? used : 0;
  }
  memset(&state, 0, sizeof state);
  for (const char *s = text;;) {
    char32_t c;
    size_t used = mbrtoc32(&c, s, 4, &state);
    printf("%zd %x\n", used, used <= 4 ? c : 0);
    if (used == 0 || used > 4)
      break;
    s += used;
  }
  char out[8];
  memset(&state, 0, sizeof state);
  for (const char16_t *c = u"a\u20ac\U0001F600"; *c; c++) {
    size_t size = c16rtomb(out, *c, &state);
    printf("%zd %.*s\n", size, (int)size, out);
  }
  size_t size = c32rtomb(out, U'\U0001F600', NULL);
  printf("%zu %.*s %zu %zu\n", size, (int)size, out, sizeof u"ab", sizeof U"ab");
  return 0;
}
