// memchr, memrchr by hand, memccpy, overlapping moves of every distance.
#include <stdio.h>
#include <string.h>

int main(void) {
  char b[32], expected[32];
  int bad = 0;
  for (int from = 0; from < 8; from++)
    for (int to = 0; to < 8; to++)
      for (int n = 0; n < 12; n++) {
        for (int i = 0; i < 32; i++) b[i] = expected[i] = 'A' + i;
        char copy[12];
        for (int i = 0; i < n; i++) copy[i] = b[from + i];
        for (int i = 0; i < n; i++) expected[to + i] = copy[i];
        memmove(b + to, b + from, n);
        bad += memcmp(b, expected, 32) != 0;
      }
  printf("%d\n", bad);
  char *p = memccpy(b, "stop:here", ':', 32);
  printf("%td %.5s\n", p - b, b);
  printf("%d\n", memccpy(b, "none", ':', 4) == NULL);
  memset(b, 0x1ff, 4);
  printf("%d %d\n", b[3], b[0] == (char)0xff);
  const char *zeros = "a\0b\0c";
  printf("%td\n", (char *)memchr(zeros, 'c', 6) - zeros);
  printf("%d\n", memchr("abc", 'b' + 256, 3) != NULL);
  printf("%d %d\n", memcmp("", "", 0), memcmp("a", "b", 0));
  return 0;
}
