#include <bits/siginfo.h>
#include <sys/types.h>
#define PIDFD_NONBLOCK 04000
#define PIDFD_THREAD 0200
#define PIDFD_SIGNAL_THREAD 1
#define PIDFD_SIGNAL_THREAD_GROUP 2
#define PIDFD_SIGNAL_PROCESS_GROUP 4
