/* Which of several threads gets a signal that all wait for, and the end of a child: of signals the main thread, then the
   one whose turn it is; of children whoever has come last. */
#include "turns.h"

static pthread_t threads[4];
static sigset_t set;
static pid_t children[4];
static int way;

static void *awaits_signal(void *number) {
  int got;
  int failed = sigwait(&set, &got);
  say("  thread %ld: signal %d\n", (long)number, !failed && got == SIGRTMIN);
  return 0;
}

static void *awaits_child(void *number) {
  int status = 0;
  siginfo_t info = {0};
  pid_t got;
  if (way == 2) {
    got = waitid(P_ALL, 0, &info, WEXITED) ? -1 : info.si_pid;
  } else {
    got = waitpid(way ? children[(long)number / 2] : -1, &status, 0);
  }
  int which = -1;
  for (int i = 0; i < 4; i++) which = children[i] == got ? i : which;
  say("  thread %ld: child %d\n", (long)number, which);
  return 0;
}

static void start(void *(*act)(void *)) {
  struct sched_param parameters = {.sched_priority = 1};
  for (long i = 0; i < 4; i++) {
    pthread_create(&threads[i], 0, act, (void *)i);
    if (pthread_setschedparam(threads[i], SCHED_FIFO, &parameters)) exit(1);
  }
}

static void join(void) {
  for (int i = 0; i < 4; i++) pthread_join(threads[i], 0);
}

static void end_of_children(const char *what, int how, const char *order) {
  int go[4][2];
  say("%s\n", what);
  way = how;
  for (int i = 0; i < 4; i++) {
    pipe(go[i]);
    children[i] = fork();
    if (children[i] == 0) {
      char byte;
      read(go[i][0], &byte, 1);
      _exit(0);
    }
    in_real_time(children[i], 1);
  }
  start(awaits_child);
  for (const char *next = order; *next; next++) {
    say("%c ends\n", *next);
    write(go[*next - '0'][1], "", 1);
  }
  join();
  for (int i = 0; i < 4; i++) kill(children[i], SIGKILL);
  while (waitpid(-1, 0, 0) > 0) {}
}

int main(void) {
  on_one_cpu();
  sigemptyset(&set);
  sigaddset(&set, SIGRTMIN);
  sigprocmask(SIG_BLOCK, &set, 0);
  for (int round = 0; round < 2; round++) {
    say("signals\n");
    start(awaits_signal);
    for (int i = 0; i < 4; i++) {
      say("send %d\n", i);
      sigqueue(getpid(), SIGRTMIN, (union sigval){.sival_int = i});
    }
    join();
  }
  end_of_children("any child", 0, "0213");
  end_of_children("one child", 1, "10");
  end_of_children("any child, by waitid", 2, "3120");
}
