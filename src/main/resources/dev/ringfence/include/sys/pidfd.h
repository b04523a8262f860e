#include <bits/siginfo.h>
#include <sys/types.h>
#define PIDFD_NONBLOCK 04000
