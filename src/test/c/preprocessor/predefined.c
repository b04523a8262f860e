// __LINE__, __FILE__, __func__, #line, and that __COUNTER__ counts.
#include <stdio.h>
#include <string.h>

#define HERE __LINE__
#define WHERE(x) x, __LINE__
#define STR(x) #x
#define XSTR(x) STR(x)

static const char *name(void) { return __func__; }
static int line(void) { return
  __LINE__; }

int main(void) {
  printf("%d %d\n", __LINE__, HERE);
  printf("%d %d\n", WHERE(5));
  printf("%d\n", line());
  puts(XSTR(__LINE__));
  printf("%s %s %s\n", name(), __func__, __FUNCTION__);
  printf("%d\n", strstr(__FILE__, "predefined.c") != NULL);
  printf("%zu %zu\n", strlen(__DATE__), strlen(__TIME__));
  printf("%d %ld\n", __STDC__, __STDC_VERSION__);
  int a = __COUNTER__, b = __COUNTER__;
  printf("%d\n", b - a);
  printf("%d\
 %d\n", __LINE__, 1);
  printf("%d %d\n",
    __LINE__,
    HERE);
  printf("%d %d\n", __INT_MAX__, __CHAR_BIT__);
  printf("%d %d\n", __SIZEOF_INT__, __SIZEOF_POINTER__);
  printf("%zu\n", sizeof __func__);
#line 500
  printf("%d\n", __LINE__);
#line 1000 "other.c"
  printf("%d %s\n", __LINE__, __FILE__);
  return 0;
}
