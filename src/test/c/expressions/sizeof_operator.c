// sizeof of types and expressions, which are not evaluated, with its parentheses.
#include <stdio.h>
#include <stddef.h>

struct s { char c; int i; char d; };
union u { char c[5]; int i; };

static int array[7];
static void parameter(int a[7]) { printf("%zu\n", sizeof a); }

int main(void) {
  int i = 3;
  long long *p = 0;
  char text[] = "four\0five";
  printf("%zu %zu %zu %zu %zu\n", sizeof(char), sizeof(short), sizeof(int), sizeof(long), sizeof(long long));
  printf("%zu %zu %zu\n", sizeof(void *), sizeof(int(*)(void)), sizeof(_Bool));
  printf("%zu %zu\n", sizeof(struct s), sizeof(union u));
  printf("%zu %zu\n", sizeof array, sizeof array / sizeof *array);
  parameter(array);
  printf("%zu %zu %zu\n", sizeof text, sizeof "four", sizeof(""));
  printf("%zu %zu\n", sizeof *p, sizeof p[100]);
  printf("%zu %d\n", sizeof(i++), i);
  printf("%zu\n", sizeof(int) - 1);
  printf("%zu\n", sizeof(i) + sizeof i * 2);
  printf("%zu\n", sizeof(int[3][5]));
  printf("%zu\n", sizeof(char *[4]));
  printf("%zu\n", sizeof((char)1 + (char)2));
  printf("%zu\n", sizeof -1L);
  printf("%zu\n", sizeof(array + 0));
  printf("%zu\n", sizeof &array);
  printf("%zu\n", sizeof *&array);
  printf("%zu %zu\n", offsetof(struct s, i), offsetof(struct s, d));
  printf("%zu\n", sizeof(((struct s *)0)->i));
  printf("%d\n", sizeof(int) > -1);
  printf("%zu\n", sizeof('a'));
  printf("%zu\n", sizeof(i = 5, 1L));
  char c[sizeof(int) * 2 + 1];
  printf("%zu\n", sizeof c);
  return 0;
}
