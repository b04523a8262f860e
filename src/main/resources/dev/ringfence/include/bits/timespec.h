#include <bits/kernel.h>
struct timespec {
  __INT64_TYPE__ tv_sec;
  long tv_nsec __KERNEL_MEMBER;
};
