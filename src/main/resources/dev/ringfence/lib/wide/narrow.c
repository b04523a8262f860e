#include <bits/narrow.h>
#include <stdlib.h>

char *__narrow(const wchar_t *wide) {
  const wchar_t *from = wide;
  size_t size = wcsrtombs(NULL, &from, 0, NULL);
  char *text = size == (size_t)-1 ? NULL : malloc(size + 1);
  if (text) {
    from = wide;
    wcsrtombs(text, &from, size + 1, NULL);
  }
  return text;
}
