// Typedefs of all kinds of types, in scopes, shadowed by variables.
#include <stdio.h>
#include <string.h>

typedef int number, *pointer, vector[3], function(int);
typedef struct node node;
struct node { number value; node *next; };
typedef struct { char text[8]; } name, *named;
typedef function *callback;
typedef vector matrix[2];
typedef unsigned long long int wide;
typedef const char *text;
typedef void (*handler)(int, void (*)(int));

static function square;
static int square(int n) { return n * n; }
static int apply(callback f, number n) { return f(n); }
static void shout(int n) { printf("<%d>", n); }
static void run(int n, void (*f)(int)) { while (n--) f(n); puts(""); }
static number length(const node *n) { return n ? 1 + length(n->next) : 0; }

int main(void) {
  number a = 3;
  pointer p = &a, q = p;
  vector v = {1, 2, 3};
  matrix m = {{1, 2, 3}, {4, 5, 6}};
  printf("%d %d %zu %zu\n", *q, v[2], sizeof(matrix), sizeof m[0]);
  node c = {3, 0}, b = {2, &c}, first = {1, &b};
  printf("%d %d\n", length(&first), first.next->next->value);
  name n = {"abc"};
  named r = &n;
  printf("%s %zu\n", r->text, sizeof(*r));
  printf("%d\n", apply(square, a));
  handler h = run;
  h(3, shout);
  wide w = -1;
  printf("%llu\n", w);
  text t = "text";
  t++;
  puts(t);
  int number = 5;
  number *= 2;
  printf("%d\n", number);
  {
    typedef char a;
    a b = 65;
    printf("%c %zu\n", b, sizeof(a));
  }
  printf("%zu\n", sizeof(a));
  typedef int list[];
  list l1 = {1, 2, 3}, l2 = {1, 2, 3, 4, 5};
  printf("%zu %zu\n", sizeof l1, sizeof l2);
  return 0;
}
