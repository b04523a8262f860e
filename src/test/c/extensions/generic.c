// _Generic chooses by the type of an expression, after lvalue conversion.
#include <stdio.h>

#define NAME(x) _Generic((x), int: "int", unsigned: "unsigned", char: "char", long: "long", char *: "string", \
  int *: "pointer", double: "double", float: "float", default: "other")
#define print(x) _Generic((x), int: print_int, char *: print_text, long: print_long)(x)

static void print_int(int n) { printf("int %d\n", n); }
static void print_text(char *s) { printf("text %s\n", s); }
static void print_long(long n) { printf("long %ld\n", n); }
struct s { int x; };

int main(void) {
  char c = 'c';
  const int k = 3;
  int a[2] = {1, 2};
  struct s s;
  printf("%s %s %s %s\n", NAME(1), NAME(1u), NAME(c), NAME('c'));
  printf("%s %s %s %s\n", NAME("x"), NAME(1L), NAME(k), NAME(a));
  printf("%s %s %s %s\n", NAME(1.0), NAME(1.0f), NAME(s), NAME(&s));
  printf("%s %s %s\n", NAME(c + c), NAME(1 ? 1 : 2L), NAME((char)1));
  print(5);
  print("five");
  print(5L);
  printf("%d\n", _Generic(1, int: 1, default: 1 / 0));
  return _Generic(k, int: 7, const int: 8);
}
