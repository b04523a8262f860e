#include <bits/siginfo.h>
struct sigevent {
  union sigval sigev_value;
  int sigev_signo __KERNEL_INT;
  int sigev_notify __KERNEL_INT;
  union {
    int __size[12];
    struct {
      void (*__function)(union sigval);
      void *__attributes;
    };
  };
};
#define sigev_notify_function __function
#define sigev_notify_attributes __attributes
#define SIGEV_SIGNAL 0
#define SIGEV_NONE 1
#define SIGEV_THREAD 2
