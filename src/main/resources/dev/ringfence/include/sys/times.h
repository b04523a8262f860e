#include <bits/kernel.h>
#include <sys/types.h>
typedef long clock_t;
struct tms {
  clock_t tms_utime __KERNEL_MEMBER;
  clock_t tms_stime __KERNEL_MEMBER;
  clock_t tms_cutime __KERNEL_MEMBER;
  clock_t tms_cstime __KERNEL_MEMBER;
};
