#include <bits/sigset.h>
#include <bits/timeval.h>
#include <sys/types.h>
#include <time.h>
#define FD_SETSIZE 1024
typedef struct {
  __UINT64_TYPE__ __bits[16];
} fd_set;
#define FD_ZERO(set) __fd_zero(set)
#define FD_SET(fd, set) ((void)((set)->__bits[(fd) / 64] |= (__UINT64_TYPE__)1 << ((fd) % 64)))
#define FD_CLR(fd, set) ((void)((set)->__bits[(fd) / 64] &= ~((__UINT64_TYPE__)1 << ((fd) % 64))))
#define FD_ISSET(fd, set) (((set)->__bits[(fd) / 64] >> ((fd) % 64) & 1) != 0)
void __fd_zero(fd_set *set);
int select(int count, fd_set *in, fd_set *out, fd_set *error, struct timeval *timeout);
int pselect(int count, fd_set *in, fd_set *out, fd_set *error, const struct timespec *timeout,
            const sigset_t *mask);
