/* Who may signal whom, by every combination of users; whose signal it was; and who is told of what
   became of a child. */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/capability.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/fsuid.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static char put(int result) {
  return result == 0       ? '+'
         : errno == EPERM  ? 'P'
         : errno == ESRCH  ? 's'
         : errno == EINVAL ? 'I'
                           : '?';
}

static const uid_t TRIPLES[][3] = {{0, 0, 0},          {4000, 4000, 4000}, {4001, 4001, 4001},
                                   {4000, 4001, 4001}, {4001, 4000, 4001}, {4001, 4001, 4000},
                                   {0, 4000, 4000},    {4000, 0, 0},       {4000, 4001, 4000}};
enum { COUNT = sizeof TRIPLES / sizeof *TRIPLES };

static void become(int i) {
  if (setresuid(TRIPLES[i][0], TRIPLES[i][1], TRIPLES[i][2]))
    printf("setresuid: %s\n", strerror(errno));
}

/* A process that waits to be killed, in a session of its own or not. */
static pid_t target(int i, int session) {
  int ready[2];
  pipe(ready);
  pid_t pid = fork();
  if (pid == 0) {
    if (session)
      setsid();
    become(i);
    write(ready[1], "x", 1);
    for (;;)
      pause();
  }
  char c;
  read(ready[0], &c, 1);
  close(ready[0]);
  close(ready[1]);
  return pid;
}

static void pairs(int session) {
  for (int i = 0; i < COUNT; i++) {
    pid_t victims[COUNT];
    for (int j = 0; j < COUNT; j++)
      victims[j] = target(j, session);
    fflush(stdout);
    if (fork() == 0) {
      become(i);
      printf(" ");
      for (int j = 0; j < COUNT; j++) {
        union sigval value = {0};
        printf(" %c%c%c%c%c", put(kill(victims[j], 0)), put(kill(victims[j], SIGCONT)),
               put(tgkill(victims[j], victims[j], SIGCONT)),
               put(sigqueue(victims[j], SIGCONT, value)), put(kill(victims[j], SIGCHLD)));
      }
      printf(" %c%c%c\n", put(kill(victims[0], 65)), put(kill(victims[0], -1)),
             put(tgkill(victims[1], victims[0], 0)));
      fflush(stdout);
      _exit(0);
    }
    wait(NULL);
    for (int j = 0; j < COUNT; j++) {
      kill(victims[j], SIGKILL);
      waitpid(victims[j], NULL, 0);
    }
  }
}

static void groups(void) {
  for (int i = 0; i < COUNT; i++) {
    fflush(stdout);
    if (fork() == 0) {
      setpgid(0, 0);
      pid_t one = target(1, 0), other = target(2, 0), all = getpid();
      pid_t pid = fork();
      if (pid == 0) {
        setpgid(0, 0);
        become(i);
        printf("  %c", put(kill(-all, SIGCHLD)));
        printf("%c\n", put(kill(-one, SIGCHLD)));
        fflush(stdout);
        _exit(0);
      }
      waitpid(pid, NULL, 0);
      kill(one, SIGKILL);
      kill(other, SIGKILL);
      while (wait(NULL) > 0)
        ;
      _exit(0);
    }
    wait(NULL);
  }
}

static volatile sig_atomic_t code, uid;

static void note(int signal, siginfo_t *info, void *context) {
  code = info->si_code;
  uid = info->si_uid;
}

static void origins(void) {
  struct sigaction action = {.sa_sigaction = note, .sa_flags = SA_SIGINFO};
  sigset_t all, old;
  sigaction(SIGUSR1, &action, NULL);
  sigaction(SIGCHLD, &action, NULL);
  sigfillset(&all);
  for (int how = 0; how < 3; how++) {
    pid_t me = getpid();
    sigprocmask(SIG_BLOCK, &all, &old);
    if (fork() == 0) {
      setresuid(4001, 0, 4002);
      union sigval value = {0};
      if (how == 0)
        kill(me, SIGUSR1);
      else if (how == 1)
        sigqueue(me, SIGUSR1, value);
      else
        tgkill(me, me, SIGUSR1);
      _exit(0);
    }
    siginfo_t info;
    sigset_t one;
    sigemptyset(&one);
    sigaddset(&one, SIGUSR1);
    sigwaitinfo(&one, &info);
    printf("  signal: code %d user %u\n", info.si_code, info.si_uid);
    sigemptyset(&one);
    sigaddset(&one, SIGCHLD);
    sigwaitinfo(&one, &info);
    printf("  child: code %d user %u\n", info.si_code, info.si_uid);
    memset(&info, 0, sizeof info);
    waitid(P_ALL, 0, &info, WEXITED);
    printf("  waitid: code %d user %u\n", info.si_code, info.si_uid);
    sigprocmask(SIG_SETMASK, &old, NULL);
  }
}

static void parents_end(void) {
  static const char *const WHAT[] = {"nothing", "setuid to another", "set the same user"};
  for (int how = 0; how < 3; how++) {
    prctl(PR_SET_PDEATHSIG, SIGUSR2, 0, 0, 0);
    if (how == 1)
      setfsuid(4000), setfsuid(0);
    else if (how == 2)
      setresuid(0, 0, 0);
    int now = 0;
    prctl(PR_GET_PDEATHSIG, &now, 0, 0, 0);
    printf("  %s: %d\n", WHAT[how], now);
  }
}

int main(void) {
  printf("in one session\n");
  pairs(0);
  printf("in another session\n");
  pairs(1);
  printf("groups\n");
  groups();
  printf("origins\n");
  origins();
  printf("the parent's end\n");
  parents_end();
  printf("nobody %c%c%c\n", put(kill(99999999, 0)), put(kill(99999999, 99)), put(tgkill(0, 1, 0)));
  return 0;
}
