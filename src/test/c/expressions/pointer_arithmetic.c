// Pointers move by the size of what they point at, in arrays of any dimension.
#include <stdio.h>

struct big { char name[13]; long value; };

int main(void) {
  struct big many[4] = {{"a", 1}, {"b", 2}, {"c", 3}, {"d", 4}};
  struct big *p = many + 3, *q = &many[1];
  printf("%td %zu\n", p - q, (size_t)((char *)p - (char *)q));
  printf("%s %ld %s\n", p[-2].name, (*(p - 1)).value, (--p)->name);
  int cube[2][3][4];
  int *flat = &cube[0][0][0];
  for (int i = 0; i < 24; i++) flat[i] = i;
  printf("%d %d %d\n", cube[1][2][3], *(*(*(cube + 1) + 1) + 2), (*cube)[2][1]);
  printf("%td %td\n", &cube[1][0][0] - &cube[0][0][0], &cube[1] - &cube[0]);
  printf("%zu %zu %zu\n", sizeof cube, sizeof *cube, sizeof **cube);
  int(*plane)[4] = cube[1];
  printf("%d %d\n", plane[1][1], (*++plane)[2]);
  printf("%c %c\n", "hello"[1], 4["hello"]);
  char *words[] = {"zero", "one", "two"}, **w = words;
  printf("%s %c %s\n", *++w, **w, *w + 1);
  printf("%c%c\n", *words[2], w[1][1]);
  long a[10];
  long *end = a + 10;
  for (long *x = a; x != end; ++x) *x = (x - a) * (x - a);
  long sum = 0;
  while (end-- != a) sum += *end;
  printf("%ld\n", sum);
  short s[4] = {1, 2, 3, 4};
  printf("%d\n", *(short *)((char *)s + 4));
  unsigned n = 2;
  printf("%d %d\n", *(s + n), *(s + 3 - n));
  printf("%d\n", (int)(&s[3] - s) * -1);
  return 0;
}
