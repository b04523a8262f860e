// Library functions by their __builtin_ names, those with checked sizes, and what the compiler knows itself.
#include <stdio.h>

static double root = __builtin_sqrt(2.0);

int main(void) {
  char text[32];
  __builtin_strcpy(text, "abc");
  __builtin_printf("%s %zu %d\n", text, __builtin_strlen(text), __builtin_memcmp(text, "abd", 3) < 0);
  __builtin___memcpy_chk(text, "checked", 8, __builtin_object_size(text, 0));
  __builtin_puts(text);
  __builtin___sprintf_chk(text, 0, sizeof text, "%d-%s", 5, "five");
  __builtin___printf_chk(1, "%s\n", text);
  __builtin___snprintf_chk(text, 4, 0, sizeof text, "%s", "longer");
  printf("%s %d\n", text, __builtin_toupper('x'));
  printf("%g %g %g %d\n", root, __builtin_powi(2.0, 10), __builtin_fabsf(-1.5f), __builtin_abs(-3));
  printf("%d %d %d\n", !!__builtin_isnormal(1e-310), !!__builtin_isinff(1.0f), !!__builtin_signbit(-0.0));
  for (int i = 0; i < 5; i++) {
    double d[] = {__builtin_nan(""), -__builtin_inf(), 1, 1e-310, -0.0};
    printf("%d", __builtin_fpclassify(0, 1, 2, 3, 4, d[i]));
  }
  printf("\n%d %d %d\n", __builtin_classify_type(1), __builtin_classify_type(1.5), __builtin_classify_type(text));
  printf("%d %s %d\n", __builtin_LINE(), __builtin_FUNCTION(), __builtin_return_address(0) != 0);
  char *same = "one literal";
  printf("%d\n", same == "one literal");
  char *stack = alloca(10);
  stack[9] = 'z';
  printf("%c\n", stack[9]);
  return 0;
}
