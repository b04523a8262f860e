// Pragmas are read over, _Pragma too; an include may be named by a macro.
#pragma once
#define HEADER <stdio.h>
#define STRING_HEADER "string.h"
#include HEADER
#include STRING_HEADER
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused"
#pragma STDC FP_CONTRACT OFF
#pragma omp parallel for
_Pragma("GCC diagnostic pop")
#ident "name"

#define QUIET(x) _Pragma("GCC diagnostic push") x _Pragma("GCC diagnostic pop")

struct plain { char c; int i; };

int main(void) {
#pragma unroll
  for (int i = 0; i < 3; i++) printf("%d ", i);
  puts("");
  QUIET(int n = 4;)
  printf("%d %zu\n", n, strlen("four"));
#ifdef __INCLUDE_LEVEL__
  printf("%d\n", __INCLUDE_LEVEL__);
#endif
  printf("%zu\n", sizeof(struct plain));
  return 0;
}
