#include <bits/kernel.h>
struct timeval {
  __INT64_TYPE__ tv_sec;
  long tv_usec __KERNEL_MEMBER;
};
