#include <bits/kernel.h>
#include <bits/timeval.h>
struct rusage {
  struct timeval ru_utime;
  struct timeval ru_stime;
  long ru_maxrss __KERNEL_MEMBER;
  long ru_ixrss __KERNEL_MEMBER;
  long ru_idrss __KERNEL_MEMBER;
  long ru_isrss __KERNEL_MEMBER;
  long ru_minflt __KERNEL_MEMBER;
  long ru_majflt __KERNEL_MEMBER;
  long ru_nswap __KERNEL_MEMBER;
  long ru_inblock __KERNEL_MEMBER;
  long ru_oublock __KERNEL_MEMBER;
  long ru_msgsnd __KERNEL_MEMBER;
  long ru_msgrcv __KERNEL_MEMBER;
  long ru_nsignals __KERNEL_MEMBER;
  long ru_nvcsw __KERNEL_MEMBER;
  long ru_nivcsw __KERNEL_MEMBER;
};
