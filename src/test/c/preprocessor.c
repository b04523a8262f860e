#include <stdio.h>
#include <stddef.h>
#define f(x) x
#define L(f,...) (f, ##__VA_ARGS__)
#define str(x) #x
#define xstr(x) str(x)
#define E
#define V(a,...) q(a __VA_OPT__(,) __VA_ARGS__)
#define V2(a,...) a##__VA_OPT__(b)##c
#define name(args...) g(args) h(1, ##args)
#define hash_hash # ## #
#define mkstr(a) # a
#define in_between(a) mkstr(a)
#define join(c, d) in_between(c hash_hash d)
#define ff(a) a*gg
#define gg(a) ff(a)
#define OBJ(x) x
#define EMPTY()
#define DEFER(id) id EMPTY()
#define EXPAND(...) __VA_ARGS__
#define A() 123
#define CAT(a,b) a##b
#define t(x,y,z) x ## y ## z
int main(void) <%
  puts(xstr(L(1, L(2,3))));
  puts(xstr([ E] -E- a E-));
  puts(xstr(L(1,)));
  puts(xstr(V(1) V(1,2) V(1,E) V2(x,1) V2(x)));
  puts(xstr(name() name(1,2)));
  puts(join(x, y));
  puts(xstr(ff(2)(9)));
  puts(xstr(DEFER(A)()));
  puts(xstr(EXPAND(DEFER(A)())));
  puts(str( a  "b\n\"" 'c\'' \
   d /* hi */ e <: %:));
  puts(xstr(t(1,2,3) t(,4,5) t(6,,7) t(8,9,) t(10,,) t(,11,) t(,,12) t(,,)));
  printf("%d %d\n", __LINE__, __COUNTER__ + __COUNTER__);
#line 100 "foo.c"
  printf("%d %s\n", __LINE__, __FILE__);
  printf("%d\n", '\x41' + 'ab' + L'\u00e9' + u'x' + U'\U0001F600');
  puts("caf\u00e9" " \x41" "1" "é");
  int w\
x = 5;
  printf("%d\n", w\
x);
#if 0x7fffffffffffffff + 1u > 0 && defined(E) && !defined __nope && -1 > 0u && (2 || 1/0) && 'a' == 97 && (1 ? 2 : 1/0)
  puts("yes");
#else
  puts("no");
#endif
#if __has_include(<stdio.h>) && !__has_include("nothere.h") && defined(__has_include)
 puts("has");
#endif
#ifdef NOPE
 don't
 "unterminated
#elif 1
 puts("elif");
#else
#error no
#endif
 printf("%s" "%d\n",
#ifdef E
  "E",
#endif
 f(
 1 +
#if 1
 2
#else
 3
#endif
 ));
 %:define DG 3
 printf("%d\n", DG);
 int \u00e9t = 3; printf("%d\n", ét);
 puts(xstr(CAT(.,1) CAT(1e,+5) CAT(<,<=) CAT(L,"x")));
 return 0;
%>
