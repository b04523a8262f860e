#include <bits/siginfo.h>
struct sigevent {
  union sigval sigev_value;
  int sigev_signo __KERNEL_INT;
  int sigev_notify __KERNEL_INT;
  union {
    int _pad[12];
    int _tid;
    struct {
      void (*_function)(union sigval);
      void *_attribute;
    } _sigev_thread;
  } _sigev_un;
};
#define sigev_notify_function _sigev_un._sigev_thread._function
#define sigev_notify_attributes _sigev_un._sigev_thread._attribute
#define SIGEV_SIGNAL 0
#define SIGEV_NONE 1
#define SIGEV_THREAD 2
#define SIGEV_THREAD_ID 4
