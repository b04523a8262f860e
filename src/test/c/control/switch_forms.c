// switch: falling through, default in the middle, nested, without braces, into loops.
#include <stdio.h>

static int middle(int n) {
  switch (n) {
    case 1: return 10;
    default: n += 100;
    case 2: n += 1000; break;
    case 3:;
  }
  return n;
}
static int nested(int a, int b) {
  switch (a) {
    case 0:
      switch (b) {
        case 0: return 0;
        case 1: break;
        default: return 5;
      }
      return 1;
    case 1: {
      int t = b;
      switch (t) case 7: return 70;
    }
  }
  return -1;
}
static int duff(char *to, const char *from, int n) {
  int rounds = (n + 3) / 4;
  switch (n % 4) {
    case 0: do { *to++ = *from++;
    case 3: *to++ = *from++;
    case 2: *to++ = *from++;
    case 1: *to++ = *from++;
            } while (--rounds > 0);
  }
  *to = 0;
  return n;
}
static const char *kind(long v) {
  switch (v) {
    case -5 ... -1: return "negative";
    case 0: return "zero";
    case 1L << 40: return "large";
    case 'a' ... 'z': return "letter";
  }
  return "other";
}

int main(void) {
  for (int i = 0; i < 5; i++) printf("%d ", middle(i));
  printf("%d %d %d %d %d\n", nested(0, 0), nested(0, 1), nested(0, 9), nested(1, 7), nested(1, 8));
  char text[20];
  for (int i = 1; i < 10; i += 4) printf("%d %s\n", duff(text, "abcdefghijkl", i), text);
  long tests[] = {-6, -5, -1, 0, 1L << 40, 'q', 1 << 20};
  for (int i = 0; i < 7; i++) printf("%s ", kind(tests[i]));
  puts("");
  unsigned char c = 255;
  switch (c + 1) { case 0: puts("wrapped"); break; case 256: puts("promoted"); }
  switch (3) { puts("never"); }
  switch (1) { int x; case 1: x = 4; printf("%d\n", x); }
  for (int i = 0; i < 6; i++) {
    switch (i) { case 1: continue; case 4: goto out; }
    printf("%d", i);
  }
out:
  puts("");
  return 0;
}
