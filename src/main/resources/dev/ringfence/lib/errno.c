#include <errno.h>

int *__errno_location(void) { return (int *)__builtin_thread_pointer(); }
