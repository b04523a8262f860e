// Size, alignment and offsets of structures as the System V ABI says.
#include <stddef.h>
#include <stdio.h>

struct a { char c; short s; int i; long l; };
struct b { long l; char c; };
struct c { char c; struct b b; char d; };
struct d { char text[3]; short s; char e; };
struct e { char c; struct { char d; int i; } in; union { char f; long g; } u; };
struct f { char a; long b; char c; int d; char e; short f; char g; };
struct g { int i; char flexible[]; };
union h { char c[9]; int i; short s; };
struct i { struct d d[3]; char c; };
struct j { void *p; char c; int (*f)(void); };
struct empty {};

#define SIZE(T) printf("%s %zu %zu\n", #T, sizeof(T), _Alignof(T))
#define AT(T, m) printf("  %s %zu\n", #m, offsetof(T, m))

int main(void) {
  SIZE(struct a); AT(struct a, s); AT(struct a, i); AT(struct a, l);
  SIZE(struct b); AT(struct b, c);
  SIZE(struct c); AT(struct c, b); AT(struct c, d); AT(struct c, b.c);
  SIZE(struct d); AT(struct d, s); AT(struct d, e);
  SIZE(struct e); AT(struct e, in.i); AT(struct e, u); AT(struct e, u.g);
  SIZE(struct f); AT(struct f, c); AT(struct f, d); AT(struct f, f); AT(struct f, g);
  SIZE(struct g); AT(struct g, flexible);
  SIZE(union h);
  SIZE(struct i); AT(struct i, c); AT(struct i, d[1]);
  SIZE(struct j); AT(struct j, f);
  SIZE(struct empty);
  SIZE(char); SIZE(short); SIZE(int); SIZE(long); SIZE(long long); SIZE(char *); SIZE(_Bool);
  SIZE(struct a[3]);
  struct a array[2];
  printf("%d\n", (int)((char *)&array[1] - (char *)array));
  return 0;
}
