#include <sys/types.h>
struct iovec {
  void *iov_base;
  size_t iov_len;
};
#define UIO_MAXIOV 1024
ssize_t readv(int fd, const struct iovec *parts, int count);
ssize_t writev(int fd, const struct iovec *parts, int count);
