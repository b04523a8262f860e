// Complicated declarators, read from the inside out.
#include <stdio.h>

static int a[3] = {1, 2, 3}, *b[2] = {a, a + 1}, (*c)[3] = &a, **d = b, *(*e)[2] = &b;
static int f(void), (*g)(void) = f, *h(int), (*i(int))(void), (*j[2])(void) = {f, f};
static char *(*(*k)(void))[2];
static int (*(*l(int, int (*)(void)))(int))[3];
static char *words[2] = {"one", "two"};

static int f(void) { return 4; }
static int *h(int n) { return &a[n]; }
static int (*i(int n))(void) { return n ? f : NULL; }
static char *(*strings(void))[2] { return &words; }
static int (*rows(int n))[3] { return n ? &a : NULL; }
static int (*(*l(int n, int (*p)(void)))(int))[3] { return p() == n ? rows : NULL; }

int main(void) {
  printf("%d %d %d %d\n", *b[1], (*c)[2], **d, *(*e)[1]);
  printf("%d %d %d %d\n", g(), *h(2), i(1)(), j[1]());
  k = strings;
  printf("%s %s\n", (*k())[0], (*(*k)())[1]);
  printf("%d\n", (*l(4, f)(1))[2]);
  int(m) = 5, *(n) = &m, (*(o)) = n;
  printf("%d %d %d\n", m, *n, *o);
  int long unsigned p = 6;
  short signed q = -7;
  long long int unsigned r = 8;
  char unsigned s = 255;
  long const int static t = 9;
  printf("%lu %d %llu %d %ld\n", p, q, r, s, t);
  int(*u)[2][3] = &(int[2][3]){{1}, {2}};
  printf("%d %zu\n", (*u)[1][0], sizeof *u);
  int (*(*v)[2])(void) = &j;
  printf("%d\n", (*v)[0]() + (*(*v)[1])());
  printf("%zu %zu %zu\n", sizeof(int *(*)[5]), sizeof(int *[5]), sizeof(char(*(*)(void))[7]));
  const char *const *w = (const char *const *)words;
  printf("%s\n", w[1]);
  return 0;
}
