// goto forwards, backwards, out of loops, into blocks; labels named as other things.
#include <stdio.h>

struct end { int end; };

static int find(int m[3][3], int what) {
  int i, j;
  for (i = 0; i < 3; i++)
    for (j = 0; j < 3; j++)
      if (m[i][j] == what) goto found;
  return -1;
found:
  return i * 10 + j;
}

static int retry(int limit) {
  int tries = 0;
again:
  tries++;
  if (tries < limit) goto again;
  return tries;
}

static int cleanup(int stage) {
  int undone = 0;
  if (stage == 0) goto none;
  if (stage == 1) goto first;
  if (stage == 2) goto second;
  undone += 100;
second:
  undone += 10;
first:
  undone += 1;
none:
  return undone;
}

int main(void) {
  int m[3][3] = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
  printf("%d %d %d\n", find(m, 6), find(m, 7), find(m, 0));
  printf("%d\n", retry(7));
  for (int i = 0; i < 4; i++) printf("%d ", cleanup(i));
  puts("");
  goto inside;
  {
    puts("skipped");
inside:
    puts("inside a block");
  }
  struct end end = {3};
  goto end;
  puts("skipped");
end:
  printf("%d\n", end.end);
  int i = 0;
  if (1) goto in_loop;
  for (i = 100; i < 103; i++) {
in_loop:
    printf("%d ", i);
    if (i < 50) i = 100;
  }
  puts("");
  int n = 0;
a: n++; if (n == 1) goto c;
b: n += 10; if (n < 30) goto a; else goto d;
c: n += 5; goto b;
d: printf("%d\n", n);
  switch (n) {
    default: goto one;
    case 1: one: puts("label in a switch");
  }
  return 0;
}
