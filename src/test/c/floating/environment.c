// The environment of floating-point arithmetic: it rounds to nearest.
#include <fenv.h>
#include <math.h>
#include <stdio.h>

int main(void) {
  fenv_t environment;
  fexcept_t flags;
  printf("%d\n", fegetround() == FE_TONEAREST);
  printf("%d\n", fesetround(FE_TONEAREST));
  printf("%d\n", fegetenv(&environment));
  printf("%d\n", fesetenv(&environment));
  printf("%d\n", feholdexcept(&environment));
  printf("%d\n", feupdateenv(&environment));
  printf("%d\n", fesetenv(FE_DFL_ENV));
  printf("%d\n", fegetround() == FE_TONEAREST);
  printf("%d %d\n", feclearexcept(0), feraiseexcept(0));
  printf("%d %d\n", fegetexceptflag(&flags, 0), fesetexceptflag(&flags, 0));
  printf("%d\n", fetestexcept(0));
  printf("%g %g %ld\n", rint(2.5), nearbyint(-3.5), lrint(0.5));
}
