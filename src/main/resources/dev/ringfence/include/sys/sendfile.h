#include <sys/types.h>
ssize_t sendfile(int to, int from, off_t *offset, size_t count);
#if defined _LARGEFILE64_SOURCE || defined _GNU_SOURCE
#define sendfile64 sendfile
#endif
