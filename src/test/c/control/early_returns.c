// Returns from inside loops, switches and nested blocks, with values of several types.
#include <stdio.h>

struct result { int ok; const char *why; };

static int index_of(const int *v, int n, int what) {
  for (int i = 0; i < n; i++) {
    if (v[i] == what) return i;
  }
  return -1;
}
static struct result check(int n) {
  if (n < 0) return (struct result){0, "negative"};
  switch (n) {
    case 0: return (struct result){0, "zero"};
    case 1:
    case 2:
      while (1) {
        do {
          if (n == 2) return (struct result){1, "two"};
          n++;
        } while (1);
      }
  }
  return (struct result){n};
}
static unsigned char narrow(int n) {
  if (n > 255) return n;
  {
    { return -n; }
  }
}
static void nothing(int n) {
  if (n) return;
  puts("reached");
}

int main(void) {
  int v[] = {4, 5, 6};
  printf("%d %d\n", index_of(v, 3, 6), index_of(v, 3, 7));
  for (int i = -1; i < 4; i++) printf("%d %s\n", check(i).ok, check(i).why ? check(i).why : "null");
  printf("%d %d\n", narrow(258), narrow(1));
  nothing(1);
  nothing(0);
  return narrow(256 + 9);
}
