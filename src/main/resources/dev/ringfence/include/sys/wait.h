#include <bits/rusage.h>
#include <bits/siginfo.h>
#include <sys/types.h>
#include <bits/waitstatus.h>
#include <signal.h>
#define WAIT_ANY (-1)
#define WAIT_MYPGRP 0
typedef enum { P_ALL, P_PID, P_PGID, P_PIDFD } idtype_t;
typedef unsigned id_t;
pid_t wait(int *status);
pid_t waitpid(pid_t pid, int *status, int options);
pid_t wait3(int *status, int options, struct rusage *usage);
