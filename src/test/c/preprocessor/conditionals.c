// #if with all operators, defined, nested groups and skipped text that is no C.
#include <stdio.h>

#define YES 1
#define NO 0
#define EMPTY
#define F(x) ((x) > 2)

#if 1 + 2 * 3 == 7 && (1 << 4) == 16 && -1 < 0 && !0 && ~0 == -1
#define A "arithmetic"
#else
#error wrong
#endif

#if UNKNOWN
#error unknown names are zero
#elif defined YES && defined(NO) && !defined MAYBE
#define B "defined"
#endif

#if 0
  this is ' not C
# if 1
#   error not reached
# else
#   unknown directive
# endif
#elif 0
#else
#define C "else"
#endif

#ifdef EMPTY
# ifndef NOTHING
#  define D "nested"
# else
#  define D "wrong"
# endif
#endif

#if F(3) && !F(1) && (2 || 1 / 0) && (0 ? 1 / 0 : 1)
#define E "functions"
#endif

#if 'a' == 97 && '\n' == 10 && 0xffffffffffffffff > 0 && -1 > 0u
#define G "characters"
#endif

#if 10L == 012 + 0x0 && 5 % 3 == 2 && (3, 4) == 4 || 1
#define H "literals"
#endif

#undef YES
#ifdef YES
#error still there
#endif
#undef NEVER_DEFINED

int main(void) {
  puts(A);
  puts(B);
  puts(C);
  puts(D);
  puts(E);
  puts(G);
  puts(H);
#if 1 // a comment
  puts("comment");
#endif /* another */
#if defined(__STDC__) && __STDC_VERSION__ >= 201112L && defined __linux__ && defined __x86_64__
  puts("predefined");
#endif
#if __has_include(<stdio.h>)
  puts("has include");
#endif
  return 0;
}
