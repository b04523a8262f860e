#include <fenv.h>

int feclearexcept(int exceptions) { return exceptions != 0; }
int feraiseexcept(int exceptions) { return exceptions != 0; }
int fetestexcept(int exceptions) { return 0; }

int fegetexceptflag(fexcept_t *flags, int exceptions) {
  *flags = 0;
  return exceptions != 0;
}

int fesetexceptflag(const fexcept_t *flags, int exceptions) { return exceptions != 0; }
int fegetround(void) { return FE_TONEAREST; }
int fesetround(int mode) { return mode != FE_TONEAREST; }

int fegetenv(fenv_t *environment) {
  environment->__rounding = FE_TONEAREST;
  return 0;
}

int feholdexcept(fenv_t *environment) { return fegetenv(environment); }
int fesetenv(const fenv_t *environment) { return 0; }
int feupdateenv(const fenv_t *environment) { return 0; }
