#include <bits/siginfo.h>
struct sigevent {
  union sigval sigev_value;
  int sigev_signo;
  int sigev_notify;
  int __rest[12];
};
#define SIGEV_SIGNAL 0
#define SIGEV_NONE 1
