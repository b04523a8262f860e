#include <errno.h>
#include <stdarg.h>
#include <sys/mman.h>

/* Unlike madvise, it takes no contents away. */
int posix_madvise(void *addr, size_t length, int advice) {
  if (advice < POSIX_MADV_NORMAL || advice > POSIX_MADV_DONTNEED)
    return EINVAL;
  int saved = errno, failed = madvise(addr, length, POSIX_MADV_NORMAL) ? errno : 0;
  errno = saved;
  return failed;
}

void *mremap(void *old_address, size_t old_size, size_t new_size, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  void *new_address = va_arg(arguments, void *);
  va_end(arguments);
  return __mremap(old_address, old_size, new_size, flags, new_address);
}
