// Pointers to nested functions, and jumps out of them. The compiler calls these.
#include <stdio.h>
#include <stdlib.h>

#define TRAMPOLINES 256

// A trampoline that passes the environment on: the one that does so already, or a free one.
void *__nested_bind(void **environments, void **trampolines, void *environment) {
  for (int i = 0; i < TRAMPOLINES; i++)
    if (environments[i] == environment)
      return trampolines[i];
  for (int i = 0; i < TRAMPOLINES; i++)
    if (__sync_bool_compare_and_swap(&environments[i], 0, environment))
      return trampolines[i];
  fputs("too many pointers to one nested function at a time\n", stderr);
  abort();
}

// Frees the trampoline of an environment that ends.
void __nested_end(void **environments, void *environment) {
  for (int i = 0; i < TRAMPOLINES; i++)
    if (environments[i] == environment)
      environments[i] = 0;
}

int __nested_mark(void *place) {
  __builtin_save_jump(place);
  return 0;
}

void __nested_goto(void *place, int which) {
  __builtin_jump(place, which);
}
